import type { GitHubConnection } from './connect';
import { GitHubError, readStatus } from './GitHubError';
import type { NewRepository, Repository, RepositoryClient } from './types';

interface RepositoryResponse {
  id: number;
  owner: { id: number };
  name: string;
  html_url: string;
  clone_url?: string;
  homepage?: string | null;
  size?: number;
}

/** Reads and makes repositories through GitHub's REST API. */
export class OctokitRepositoryClient implements RepositoryClient {
  static create(connection: GitHubConnection): OctokitRepositoryClient {
    return new OctokitRepositoryClient(connection);
  }

  private constructor(private readonly connection: GitHubConnection) {}

  async getRepository(
    name: string,
    signal?: AbortSignal,
  ): Promise<Repository | undefined> {
    const octokit = await this.connection.octokit(signal);
    const response = await this.optional(
      `reading ${this.slug(name)}`,
      signal,
      () =>
        octokit.rest.repos.get({ owner: this.connection.owner, repo: name }),
    );
    // GitHub answers for the new name when a repository was renamed.
    if (response?.data.name.toLowerCase() !== name.toLowerCase()) {
      return undefined;
    }
    const head = await this.readHead(name, 'main', signal);
    return this.toRepository(response.data, head === undefined);
  }

  async createRepository(
    repository: NewRepository,
    signal?: AbortSignal,
  ): Promise<Repository> {
    const octokit = await this.connection.octokit(signal);
    const { data } = await this.required(
      `to create the repository ${this.slug(repository.name)}`,
      signal,
      () =>
        octokit.rest.repos.createInOrg({
          org: this.connection.owner,
          name: repository.name,
          description: repository.description,
          homepage: repository.homepage,
          private: true,
          delete_branch_on_merge: true,
        }),
    );
    return this.toRepository(data, true);
  }

  async readFile(
    repository: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const data = await this.readContent(repository, path, signal);
    return data && 'content' in data && data.type === 'file'
      ? Buffer.from(data.content, 'base64').toString('utf8')
      : undefined;
  }

  async hasPath(
    repository: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    return (await this.readContent(repository, path, signal)) !== undefined;
  }

  async listFiles(repository: string, signal?: AbortSignal): Promise<string[]> {
    const octokit = await this.connection.octokit(signal);
    const doing = `reading the files of ${this.slug(repository)}`;
    const response = await this.optional(doing, signal, () =>
      octokit.rest.git.getTree({
        owner: this.connection.owner,
        repo: repository,
        tree_sha: 'main',
        recursive: 'true',
      }),
    );
    if (response?.data.truncated) {
      throw new GitHubError(
        `${this.slug(repository)} has more files than GitHub lists at once.`,
      );
    }
    const files = new Array<string>();
    for (const { type, path } of response?.data.tree ?? []) {
      if (type === 'blob' && path) {
        files.push(path);
      }
    }
    return files;
  }

  async readHead(
    repository: string,
    branch: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const octokit = await this.connection.octokit(signal);
    const response = await this.optional(
      `reading ${branch} of ${this.slug(repository)}`,
      signal,
      () =>
        octokit.rest.git.getRef({
          owner: this.connection.owner,
          repo: repository,
          ref: `heads/${branch}`,
        }),
    );
    return response?.data.object.sha;
  }

  getToken(): Promise<string> {
    return this.connection.getToken();
  }

  private async readContent(
    repository: string,
    path: string,
    signal?: AbortSignal,
  ) {
    const octokit = await this.connection.octokit(signal);
    const response = await this.optional(
      `reading ${path} of ${this.slug(repository)}`,
      signal,
      () =>
        octokit.rest.repos.getContent({
          owner: this.connection.owner,
          repo: repository,
          path,
        }),
    );
    return response?.data;
  }

  /** The token goes to this address, so it has to be the configured one. */
  private toRepository(data: RepositoryResponse, empty: boolean): Repository {
    const cloneUrl = data.clone_url ?? `${data.html_url}.git`;
    for (const url of [data.html_url, cloneUrl]) {
      if (new URL(url).host !== this.connection.host) {
        throw new GitHubError(
          `GitHub named ${url} as the address of ${this.slug(
            data.name,
          )}, which is not on ${this.connection.host}.`,
        );
      }
    }
    return {
      id: data.id,
      ownerId: data.owner.id,
      name: data.name,
      url: data.html_url,
      cloneUrl,
      empty,
      homepage: data.homepage ?? undefined,
    };
  }

  private slug(repository: string): string {
    return `${this.connection.owner}/${repository}`;
  }

  private async required<T>(
    doing: string,
    signal: AbortSignal | undefined,
    request: () => Promise<T>,
  ): Promise<T> {
    try {
      return await request();
    } catch (error) {
      signal?.throwIfAborted();
      throw GitHubError.from(error, doing);
    }
  }

  /** 404 is "there is none", 409 is what an empty repository answers. */
  private async optional<T>(
    doing: string,
    signal: AbortSignal | undefined,
    request: () => Promise<T>,
  ): Promise<T | undefined> {
    return this.required(doing, signal, async () => {
      try {
        return await request();
      } catch (error) {
        if ([404, 409].includes(readStatus(error) ?? 0)) {
          return undefined;
        }
        throw error;
      }
    });
  }
}
