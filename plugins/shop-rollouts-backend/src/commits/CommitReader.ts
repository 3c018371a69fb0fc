import {
  ReleaseCommit,
  ReleaseComparison,
} from '@shop-portal/plugin-shop-rollouts-common';

/** A source repository on one of the hosts of `integrations.github`. */
export interface SourceRepository {
  host: string;
  owner: string;
  name: string;
}

/** Reads what lies behind the tags of releases. */
export interface CommitReader {
  /** Undefined for what is no commit of the repository. */
  readCommit(
    repository: SourceRepository,
    tag: string,
  ): Promise<ReleaseCommit | undefined>;

  /** Undefined where one of the two is no commit of the repository. */
  compare(
    repository: SourceRepository,
    base: string,
    head: string,
  ): Promise<ReleaseComparison | undefined>;
}
