import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { GitMirror } from './GitMirror';

/** The repositories that Argo CD may read, each mirrored once. */
export class RepositoryRegistry {
  private readonly mirrors = new Map<string, Promise<GitMirror>>();

  constructor(
    private readonly options: {
      directory: string;
      /**
       * From the address in an Application to the one to fetch, which may
       * hold credentials; undefined for a repository that is not known.
       */
      resolve: (repoUrl: string) => string | undefined;
    },
  ) {}

  /** By the address that an Application names. */
  async mirror(repoUrl: string): Promise<GitMirror> {
    const url = this.options.resolve(repoUrl);
    if (url === undefined) {
      throw new Error(`repository '${repoUrl}' is not permitted`);
    }
    return this.open(url);
  }

  /** By the address that is fetched. */
  open(url: string): Promise<GitMirror> {
    const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
    let mirror = this.mirrors.get(name);
    if (!mirror) {
      mirror = GitMirror.open({
        directory: join(this.options.directory, name),
        url,
      });
      mirror.catch(() => this.mirrors.delete(name));
      this.mirrors.set(name, mirror);
    }
    return mirror;
  }
}
