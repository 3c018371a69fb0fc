import { RolloutObject } from '@shop-portal/plugin-shop-rollouts-common';

const KEPT_MILLIS = 60 * 60_000;
const MAX_KEPT = 1000;

/**
 * Rollouts that were deleted within the last hour, so that people who look for
 * one see that it is gone, and since when.
 */
export class DeletedRollouts {
  private readonly byName = new Map<string, RolloutObject>();

  add(rollout: RolloutObject): void {
    const { namespace, name, deletionTimestamp } = rollout.metadata;
    const key = `${namespace}/${name}`;
    this.byName.delete(key);
    this.byName.set(key, {
      ...rollout,
      metadata: {
        ...rollout.metadata,
        deletionTimestamp: deletionTimestamp ?? new Date().toISOString(),
      },
    });
    if (this.byName.size > MAX_KEPT) {
      const [oldest] = this.byName.keys();
      this.byName.delete(oldest);
    }
  }

  list(): RolloutObject[] {
    const since = Date.now() - KEPT_MILLIS;
    return [...this.byName.values()].filter(
      ({ metadata }) => Date.parse(metadata.deletionTimestamp ?? '') >= since,
    );
  }
}
