import { EventEmitter, on } from 'events';
import { Watch } from '@kubernetes/client-node';
import {
  nudgePatch,
  parseRollout,
  RolloutObject,
} from '@shop-portal/plugin-shop-rollouts-common';
import { AdminApi } from './AdminApi';

const LIMIT_MILLIS = 30_000;

/** What the portal writes to wake a controller. */
const NUDGE = nudgePatch({ uid: '' }).find(({ op }) => op === 'add');

/**
 * A watch on the Rollouts of one namespace that has nothing to do with the
 * portal's: what the API said of each, as soon as it said it.
 */
export class RolloutFeed {
  static async open(api: AdminApi, namespace: string): Promise<RolloutFeed> {
    const feed = new RolloutFeed();
    const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts`;
    feed.watching = await new Watch(api.kubeConfig).watch(
      path,
      {},
      (type, object) => feed.receive(type, object),
      error => feed.changes.emit('end', error),
    );
    return feed;
  }

  private readonly latest = new Map<string, RolloutObject>();
  private readonly nudges = new Map<string, number>();
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private watching: AbortController | undefined;

  close(): void {
    this.watching?.abort();
  }

  /** How often somebody woke the controller for it. */
  nudgesOf(name: string): number {
    return this.nudges.get(name) ?? 0;
  }

  /** @throws Error with what it was last, when it does not come to that */
  async until(
    name: string,
    holds: (rollout: RolloutObject) => boolean,
    limitMillis = LIMIT_MILLIS,
  ): Promise<RolloutObject> {
    const known = this.latest.get(name);
    if (known && holds(known)) {
      return known;
    }
    const signal = AbortSignal.timeout(limitMillis);
    try {
      for await (const [rollout] of on(this.changes, name, { signal })) {
        if (holds(rollout)) {
          return rollout;
        }
      }
    } catch {
      // Falls through to what it was.
    }
    const last = JSON.stringify(this.latest.get(name)?.status);
    throw new Error(`${name} did not become as wanted, it is ${last}`);
  }

  private receive(type: string, object: unknown): void {
    const rollout = parseRollout(object);
    if (!rollout || type === 'BOOKMARK') {
      return;
    }
    const { name } = rollout.metadata;
    // What somebody else changes meanwhile still carries the message.
    if (isNudged(rollout) && !isNudged(this.latest.get(name))) {
      this.nudges.set(name, this.nudgesOf(name) + 1);
    }
    this.latest.set(name, rollout);
    this.changes.emit(name, rollout);
  }
}

function isNudged(rollout: RolloutObject | undefined): boolean {
  return NUDGE?.op === 'add' && rollout?.status?.message === NUDGE.value;
}
