import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import {
  Lane,
  ReleaseCommit,
  ReleaseComparison,
  ReleaseHistory,
} from '@shop-portal/plugin-shop-rollouts-common';
import { BackgroundCache } from './BackgroundCache';
import { CommitReader, SourceRepository } from './CommitReader';
import { findSourceRepository } from './findSourceRepository';

const MAX_ENTRIES = 5000;
const ASK_AGAIN_MILLIS = 5 * 60_000;
/** Tags that may be a commit; others are never asked for. */
const SHA = /^[0-9a-f]{7,40}$/;

export interface ReleaseHistoriesOptions {
  reader: CommitReader;
  /** Hosts of `integrations.github`. */
  hosts: string[];
  onKnown: (entityRefs: string[]) => void;
  logger: LoggerService;
}

/**
 * What the source repository of an entity tells about its releases. It never
 * waits for the repository: what is not known yet comes later, with a signal.
 */
export class ReleaseHistories {
  static create(options: ReleaseHistoriesOptions): ReleaseHistories {
    return new ReleaseHistories(options);
  }

  private readonly commits: BackgroundCache<ReleaseCommit>;
  private readonly comparisons: BackgroundCache<ReleaseComparison>;

  private constructor(private readonly options: ReleaseHistoriesOptions) {
    const { onKnown, logger } = options;
    const cacheOptions = {
      maxEntries: MAX_ENTRIES,
      askAgainMillis: ASK_AGAIN_MILLIS,
      onKnown,
      onError: (error: unknown) =>
        logger.warn(`A commit could not be read: ${stringifyError(error)}`),
    };
    this.commits = new BackgroundCache(cacheOptions);
    this.comparisons = new BackgroundCache(cacheOptions);
  }

  describe(entity: Entity, lanes: Lane[]): ReleaseHistory | undefined {
    const repository = findSourceRepository(entity, this.options.hosts);
    if (!repository) {
      return undefined;
    }
    const entityRef = stringifyEntityRef(entity);
    return {
      commits: releasesOf(lanes).flatMap(
        tag => this.findCommit(repository, tag, entityRef) ?? [],
      ),
      comparisons: pairsOf(lanes).flatMap(
        pair => this.findComparison(repository, pair, entityRef) ?? [],
      ),
    };
  }

  private findCommit(
    repository: SourceRepository,
    tag: string,
    entityRef: string,
  ): ReleaseCommit | undefined {
    return this.commits.get(keyOf(repository, tag), entityRef, () =>
      this.options.reader.readCommit(repository, tag),
    );
  }

  private findComparison(
    repository: SourceRepository,
    [base, head]: [string, string],
    entityRef: string,
  ): ReleaseComparison | undefined {
    return this.comparisons.get(
      keyOf(repository, `${base}...${head}`),
      entityRef,
      () => this.options.reader.compare(repository, base, head),
    );
  }
}

function keyOf({ host, owner, name }: SourceRepository, what: string): string {
  return `${host}/${owner}/${name}@${what}`;
}

function releasesOf(lanes: Lane[]): string[] {
  const tags = lanes.flatMap(({ rollouts, deployments }) => [
    ...rollouts.flatMap(({ live, preview }) => [live?.tag, preview?.tag]),
    ...deployments.map(({ tag }) => tag),
  ]);
  return [...new Set(tags)].filter(isCommit);
}

/** What is live against what comes next, here and in the environment before. */
function pairsOf(lanes: Lane[]): Array<[string, string]> {
  const previews = lanes.flatMap(({ rollouts }) =>
    rollouts.map(({ live, preview }) => [live?.tag, preview?.tag]),
  );
  const live = lanes.map(liveTag);
  const neighbours = live.slice(1).map((tag, index) => [tag, live[index]]);
  return [...previews, ...neighbours].flatMap(([base, head]) =>
    isCommit(base) && isCommit(head) && base !== head
      ? [[base, head] satisfies [string, string]]
      : [],
  );
}

/** The one release that is live in a lane, if it is one. */
function liveTag({ rollouts, deployments }: Lane): string | undefined {
  const tags = new Set([
    ...rollouts.map(({ live }) => live?.tag),
    ...deployments.map(({ tag }) => tag),
  ]);
  return tags.size === 1 ? [...tags][0] : undefined;
}

function isCommit(tag: string | undefined): tag is string {
  return tag !== undefined && SHA.test(tag);
}
