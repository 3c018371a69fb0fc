import {
  guardedPatch,
  nudgePatch,
  RolloutAction,
  RolloutTarget,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { RolloutWriter } from '../kubernetes/RolloutWriter';
import { wait } from '../streaming/wait';
import { OutcomeUnknownError } from './errors';
import { hasArrived } from './hasArrived';

const FIND_OUT_DELAYS_MILLIS = [0, 500, 1_500];

export interface RolloutSenderOptions {
  /** By cluster; a cluster without one is read-only. */
  writers: Map<string, RolloutWriter>;
  reader: RolloutReader;
}

/** Sends guarded patches, and finds out what became of a lost answer. */
export class RolloutSender {
  static create(options: RolloutSenderOptions): RolloutSender {
    return new RolloutSender(options);
  }

  private constructor(private readonly options: RolloutSenderOptions) {}

  /**
   * Returns once the cluster has stored the patch.
   *
   * @throws KubernetesApiError when the cluster refused it
   * @throws OutcomeUnknownError when the cluster cannot be asked either
   */
  async send(
    target: RolloutTarget,
    action: RolloutAction,
    seen: SeenState,
  ): Promise<void> {
    const writer = this.requireWriter(target.cluster);
    const patch = guardedPatch(action, seen);
    // An idle connection may be closed in the very moment in which it is used
    // again. What certainly did not arrive is sent once more; should it have
    // arrived after all, the guard refuses the second one.
    for (const attempt of [1, 2]) {
      try {
        await writer.patchStatus(target, patch);
        return;
      } catch (error) {
        if (error instanceof KubernetesApiError && !isUncertain(error)) {
          throw error;
        }
        if (await this.findOut(target, action, seen)) {
          return;
        }
        if (attempt === 2) {
          throw new KubernetesApiError(
            503,
            'The request did not reach the cluster.',
          );
        }
      }
    }
  }

  /** Wakes a controller that did not react. */
  async nudge(target: RolloutTarget, uid: string): Promise<void> {
    const writer = this.requireWriter(target.cluster);
    await writer.patchStatus(target, nudgePatch({ uid }));
  }

  private async findOut(
    target: RolloutTarget,
    action: RolloutAction,
    seen: SeenState,
  ): Promise<boolean> {
    for (const delay of FIND_OUT_DELAYS_MILLIS) {
      await wait(delay, new AbortController().signal);
      try {
        const now = await this.options.reader.read(target);
        return now !== undefined && hasArrived(action, seen, now);
      } catch {
        // The next attempt, or the unknown outcome, speaks for this one.
      }
    }
    throw new OutcomeUnknownError();
  }

  private requireWriter(cluster: string): RolloutWriter {
    const writer = this.options.writers.get(cluster);
    if (!writer) {
      throw new KubernetesApiError(
        403,
        `The portal has no token that may write to ${cluster}.`,
      );
    }
    return writer;
  }
}

/** A server that failed half way may have stored the patch. */
function isUncertain(error: KubernetesApiError): boolean {
  return error.code >= 500;
}
