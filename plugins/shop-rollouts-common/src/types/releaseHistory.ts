/**
 * The commit of the source repository that a release was built from.
 * @public
 */
export interface ReleaseCommit {
  /** Tag of the release; it is the commit's short SHA. */
  tag: string;
  sha: string;
  /** First line of the message. */
  subject: string;
  author: string;
  url: string;
}

/**
 * How far one release is ahead of another in Git.
 * @public
 */
export interface ReleaseComparison {
  /** Tag of the release that is behind. */
  base: string;
  /** Tag of the release that is ahead. */
  head: string;
  /** Commits of `head` that `base` has not. */
  aheadBy: number;
  /** Who wrote them, each once, at most 100. */
  authors: string[];
}

/**
 * What the source repository tells about the releases of a delivery, as far as
 * it is known already.
 * @public
 */
export interface ReleaseHistory {
  commits: ReleaseCommit[];
  comparisons: ReleaseComparison[];
}
