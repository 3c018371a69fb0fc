import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  ReleaseCommit,
  ReleaseComparison,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Octokit } from 'octokit';
import { CommitReader, SourceRepository } from './CommitReader';

const TIMEOUT_MILLIS = 15_000;
const MAX_SUBJECT = 200;
const MAX_AUTHORS = 100;

/** Reads commits through GitHub's REST API, with `integrations.github`. */
export class GitHubCommitReader implements CommitReader {
  static fromConfig(config: Config): GitHubCommitReader {
    const integrations = ScmIntegrations.fromConfig(config);
    return new GitHubCommitReader(
      integrations,
      DefaultGithubCredentialsProvider.fromIntegrations(integrations),
    );
  }

  private constructor(
    private readonly integrations: ScmIntegrations,
    private readonly credentials: GithubCredentialsProvider,
  ) {}

  async readCommit(
    repository: SourceRepository,
    tag: string,
  ): Promise<ReleaseCommit | undefined> {
    const octokit = await this.connect(repository);
    return await unlessMissing(async () => {
      const { data } = await octokit.rest.repos.getCommit({
        owner: repository.owner,
        repo: repository.name,
        ref: tag,
      });
      const [subject] = data.commit.message.split('\n');
      return {
        tag,
        sha: data.sha,
        subject: subject.slice(0, MAX_SUBJECT),
        author: data.commit.author?.name ?? '',
        url: data.html_url,
      };
    });
  }

  async compare(
    repository: SourceRepository,
    base: string,
    head: string,
  ): Promise<ReleaseComparison | undefined> {
    const octokit = await this.connect(repository);
    return await unlessMissing(async () => {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        owner: repository.owner,
        repo: repository.name,
        basehead: `${base}...${head}`,
      });
      const authors = data.commits.flatMap(
        ({ commit }) => commit.author?.name ?? [],
      );
      return {
        base,
        head,
        aheadBy: data.ahead_by,
        authors: [...new Set(authors)].slice(0, MAX_AUTHORS),
      };
    });
  }

  private async connect({ host, owner, name }: SourceRepository) {
    const integration = this.integrations.github.byHost(host);
    if (!integration) {
      throw new InputError(`integrations.github has no host ${host}`);
    }
    const { token } = await this.credentials.getCredentials({
      url: `https://${host}/${owner}/${name}`,
    });
    const octokit = new Octokit({
      auth: token,
      baseUrl: integration.config.apiBaseUrl,
      // Whoever asks tries again later, and never waits.
      retry: { enabled: false },
      throttle: { enabled: false },
    });
    octokit.hook.before('request', request => {
      request.request.signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    });
    return octokit;
  }
}

/** GitHub's answers for a SHA that it does not know, and an empty repository. */
const MISSING: unknown[] = [404, 409, 422];

async function unlessMissing<T>(
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (
      error instanceof Error &&
      'status' in error &&
      MISSING.includes(error.status)
    ) {
      return undefined;
    }
    throw error;
  }
}
