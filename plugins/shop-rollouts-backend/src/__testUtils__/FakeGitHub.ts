import { once } from 'events';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

export const GITHUB_TOKEN = 'github-token-of-the-tests';

function commit(sha: string, message: string, name: string) {
  return {
    sha,
    html_url: `https://github.example/shop/storefront/commit/${sha}`,
    commit: { message, author: { name } },
  };
}

const REPOSITORY = '/api/v3/repos/shop/storefront';

const ANSWERS: Record<string, unknown> = {
  [`${REPOSITORY}/commits/9f31c02`]: commit(
    '9f31c02aa0000000000000000000000000000000',
    'Fix checkout rounding\n\nIt lost a cent.',
    'Dana Kim',
  ),
  [`${REPOSITORY}/compare/826a72c4...9f31c02`]: {
    ahead_by: 2,
    commits: [
      commit('1', 'Round', 'Dana Kim'),
      commit('2', 'Fix checkout rounding', 'Dana Kim'),
    ],
  },
};

/** Answers GitHub's API for the commits of one repository. */
export class FakeGitHub {
  readonly requested: string[] = [];
  /** While set, every request is answered with it. */
  failure: number | undefined;

  static async start(): Promise<FakeGitHub> {
    const github = new FakeGitHub();
    github.server.listen(0, '127.0.0.1');
    await once(github.server, 'listening');
    return github;
  }

  private readonly server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    this.requested.push(path);
    const answer = this.failure ? undefined : ANSWERS[path];
    const isKnown = request.headers.authorization === `token ${GITHUB_TOKEN}`;
    response.writeHead(this.failure ?? (isKnown ? statusOf(answer) : 401), {
      'Content-Type': 'application/json',
    });
    response.end(JSON.stringify(answer ?? { message: 'No commit found' }));
  });

  get config() {
    const { port } = this.server.address() as AddressInfo;
    const host = `localhost:${port}`;
    return { host, apiBaseUrl: `http://${host}/api/v3`, token: GITHUB_TOKEN };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function statusOf(answer: unknown): number {
  return answer ? 200 : 422;
}
