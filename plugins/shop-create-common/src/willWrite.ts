/** What a repository is for. @public */
export type RepositoryPurpose = 'source' | 'deployment' | 'infrastructure';

/** A file that a template writes. @public */
export interface WillWriteFile {
  /**
   * Its path. `{x}` stands for the answer x, a folder `*` for each environment.
   */
  path: string;
  /** Written only with these answers. */
  when?: Record<string, string | boolean>;
  /** Written only where it does not exist. */
  ifMissing?: boolean;
}

/**
 * What a template writes to one repository, as its form shows it: a pull
 * request where it has a title, else a new repository.
 *
 * @public
 */
export interface WillWrite {
  repository: RepositoryPurpose;
  /** Name of a new repository. */
  repositoryName?: string;
  /** Title of the pull request. */
  title?: string;
  files: WillWriteFile[];
}

/** What a template writes with certain answers. @public */
export interface PlannedWrite {
  repository: RepositoryPurpose;
  repositoryName?: string;
  title?: string;
  files: Array<{ path: string; ifMissing: boolean }>;
}

/**
 * Fills answers into what a template writes. An answer that is missing shows
 * as an ellipsis.
 *
 * @public
 */
export function planWrites(
  writes: WillWrite[],
  answers: Record<string, unknown>,
  environments: string[],
): PlannedWrite[] {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, key: string) => {
      const answer = answers[key];
      return typeof answer === 'string' && answer !== '' ? answer : '…';
    });
  return writes.map(({ repository, repositoryName, title, files }) => ({
    repository,
    repositoryName: repositoryName && fill(repositoryName),
    title: title && fill(title),
    files: files
      .filter(({ when = {} }) =>
        Object.entries(when).every(([key, value]) => answers[key] === value),
      )
      .flatMap(({ path, ifMissing = false }) =>
        expand(fill(path), environments).map(each => ({
          path: each,
          ifMissing,
        })),
      ),
  }));
}

function expand(path: string, environments: string[]): string[] {
  return path.includes('/*/')
    ? environments.map(environment => path.replace('/*/', `/${environment}/`))
    : [path];
}
