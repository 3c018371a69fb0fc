import { Octokit } from 'octokit';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RequestCounter } from '../../http/requestCounter';
import { runGit } from '../git/runGit';
import { PushEvent } from '../Repositories';
import { GitHub, startGitHub } from '../startGitHub';
import { Conformance, RAW } from './Conformance';

export const SEEDS = resolve(__dirname, '../../../seeds');

const TOKENS = {
  portal: 'the-token-of-the-portal',
  actions: 'the-token-of-actions',
};

/** A clone in which a person works. */
export class WorkTree {
  constructor(readonly path: string) {}

  async git(...args: string[]): Promise<string> {
    const output = await runGit(
      this.path,
      [
        '-c',
        'user.name=Dana Kim',
        '-c',
        'user.email=dana.kim@shop.example',
        ...args,
      ],
      { env: { GIT_DIR: join(this.path, '.git') } },
    );
    return output.toString().trim();
  }
}

/** The lab's GitHub on a free port, with the real seeds and fresh data. */
export class GitHubTestServer {
  readonly pushes: PushEvent[] = [];
  readonly counter = new RequestCounter();
  readonly conformance = Conformance.create();
  readonly token = TOKENS.portal;

  private constructor(
    readonly directory: string,
    private readonly port: number,
    private running: GitHub,
  ) {}

  static async start(): Promise<GitHubTestServer> {
    const directory = await mkdtemp(join(tmpdir(), 'lab-github-'));
    const port = await freePort();
    const events: PushEvent[] = [];
    const counter = new RequestCounter();
    const github = await launch(directory, port, counter, events);
    const server = new GitHubTestServer(directory, port, github);
    return Object.assign(server, { pushes: events, counter });
  }

  get github(): GitHub {
    return this.running;
  }

  get url(): string {
    return this.running.url;
  }

  async restart(): Promise<void> {
    await this.running.close();
    const { directory, port, counter, pushes } = this;
    this.running = await launch(directory, port, counter, pushes);
  }

  async stop(): Promise<void> {
    await this.running.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A client whose every answer is held against GitHub's description. */
  octokit(auth: string | undefined = this.token): Octokit {
    const octokit = new Octokit({
      auth,
      baseUrl: `${this.url}/api/v3`,
      retry: { enabled: false },
      throttle: { enabled: false },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    octokit.hook.wrap('request', async (request, options) => {
      const template = options.url.replace(this.url, '').replace('/api/v3', '');
      const check = (status: number, body: unknown) =>
        this.conformance.check(options.method, template, status, body);
      try {
        const response = await request(options);
        const isRaw = response.headers['content-type']?.includes('.raw');
        check(response.status, isRaw ? RAW : response.data);
        return response;
      } catch (error) {
        if (isRequestError(error)) {
          check(error.status, error.response.data);
        }
        throw error;
      }
    });
    return octokit;
  }

  /** Commits new files, one after the other; gives the last commit's hash. */
  async commitFiles(
    repo: string,
    message: string,
    files: Record<string, string>,
    branch = 'main',
  ): Promise<string> {
    const { rest } = this.octokit();
    let sha = '';
    for (const [path, text] of Object.entries(files)) {
      const { data } = await rest.repos.createOrUpdateFileContents({
        owner: 'shop',
        repo,
        branch,
        path,
        message,
        content: Buffer.from(text).toString('base64'),
      });
      sha = data.commit.sha ?? '';
    }
    return sha;
  }

  /** The git of a person, in a folder of theirs. */
  async clone(repository: string, folder: string): Promise<WorkTree> {
    const path = join(this.directory, folder);
    await runGit(
      this.directory,
      ['clone', '--quiet', this.remote(repository), path],
      {
        env: { GIT_DIR: '' },
      },
    );
    return new WorkTree(path);
  }

  remote(repository: string, token: string = this.token): string {
    return `http://x:${token}@localhost:${this.port}/shop/${repository}.git`;
  }
}

function isRequestError(
  error: unknown,
): error is { status: number; response: { data: unknown } } {
  return error instanceof Error && 'status' in error && 'response' in error;
}

async function launch(
  directory: string,
  port: number,
  counter: RequestCounter,
  events: PushEvent[],
): Promise<GitHub> {
  return startGitHub({
    port,
    organization: 'shop',
    tokens: TOKENS,
    dataDir: join(directory, 'data'),
    seedsDir: SEEDS,
    portalUrl: 'http://localhost:7007',
    counter,
    timings: { workflowMillis: 100 },
    onPush: event => {
      events.push(event);
    },
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port is free');
  }
  return address.port;
}
