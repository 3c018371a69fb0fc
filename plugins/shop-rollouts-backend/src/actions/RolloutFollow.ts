import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  actionProgress,
  ActionProgress,
  RolloutAction,
  RolloutObject,
  RolloutTarget,
} from '@shop-portal/plugin-shop-rollouts-common';
import {
  OperationStep,
  OperationStore,
  StoredOperation,
} from '../database/OperationStore';
import { targetKey } from '../database/targetKey';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { DeliveryStore } from '../store/DeliveryStore';
import { describeDiversion } from './describeDiversion';
import { releaseOf } from './releaseOf';
import { RolloutSender } from './RolloutSender';

export interface FollowTimings {
  /** How long the controller may take to react before it is woken. */
  nudgeMillis: number;
  /** After which no reaction is said to be a problem. */
  stuckMillis: number;
  /** After which nobody waits any longer. */
  giveUpMillis: number;
}

export const DEFAULT_TIMINGS: FollowTimings = {
  nudgeMillis: 2_000,
  stuckMillis: 10_000,
  giveUpMillis: 60 * 60_000,
};

export interface RolloutFollowOptions {
  operation: StoredOperation;
  action: RolloutAction;
  target: RolloutTarget;
  before: RolloutObject;
  store: DeliveryStore;
  operations: OperationStore;
  sender: RolloutSender;
  reader: RolloutReader;
  logger: LoggerService;
  timings: FollowTimings;
  onStep: (operation: StoredOperation) => void;
  onEnd: () => void;
}

/**
 * Follows one accepted action on the watch until the controller has done it,
 * or something else happened.
 */
export class RolloutFollow {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly unsubscribe: () => void;
  /** Looks come faster than the database; they are done one by one. */
  private queue: Promise<void> = Promise.resolve();
  private phase: ActionProgress['phase'] = 'accepted';
  private ended = false;

  static start(options: RolloutFollowOptions): RolloutFollow {
    return new RolloutFollow(options);
  }

  private constructor(private readonly options: RolloutFollowOptions) {
    const { store, timings, operation } = options;
    this.unsubscribe = store.subscribe(change => {
      if (
        change.kind === 'source' ||
        (change.kind === 'rollout' &&
          targetKey(change.target) === targetKey(options.target))
      ) {
        this.enqueue(() => this.look());
      }
    });
    const age = Date.now() - Date.parse(operation.requestedAt);
    this.after(timings.nudgeMillis, () => this.enqueue(() => this.nudge()));
    this.after(timings.stuckMillis, () => this.enqueue(() => this.stuck()));
    this.after(Math.max(0, timings.giveUpMillis - age), () => this.stop());
    this.enqueue(() => this.look());
  }

  stop(): void {
    this.ended = true;
    this.unsubscribe();
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
    this.options.onEnd();
  }

  private async look(): Promise<void> {
    const { action, before, target, store } = this.options;
    if (this.ended || this.isBlind()) {
      return;
    }
    const now = store.getRollout(target)?.rollout;
    const progress = actionProgress(action, before, now);
    if (progress.phase === 'accepted' || progress.phase === this.phase) {
      return;
    }
    if (progress.phase === 'diverted') {
      const message = describeDiversion(
        this.options.operation,
        progress.because,
        this.currentTag(),
      );
      await this.record({ phase: 'diverted', message });
      this.stop();
      return;
    }
    await this.record({ phase: 'taken' });
    this.phase = 'taken';
    if (progress.phase === 'done') {
      await this.record({ phase: 'done' });
      this.stop();
    }
  }

  private async nudge(): Promise<void> {
    const { action, before, target, operation } = this.options;
    const { operations, reader, sender, timings } = this.options;
    if (this.ended || this.phase !== 'accepted') {
      return;
    }
    if (this.isBlind()) {
      this.after(timings.nudgeMillis, () => this.enqueue(() => this.nudge()));
      return;
    }
    // Our own watch may be late: only the cluster knows whether it is lost.
    const now = await reader.read(target);
    if (actionProgress(action, before, now).phase !== 'accepted') {
      return;
    }
    if (await operations.claimNudge(operation.id)) {
      await sender.nudge(target, before.metadata.uid);
      await this.record({
        phase: 'nudged',
        note: 'The controller did not react. Nudged it once.',
      });
    }
  }

  private async stuck(): Promise<void> {
    if (!this.ended && this.phase === 'accepted') {
      await this.record({
        phase: 'stuck',
        note: `Still no reaction. The request is stored and not lost. Look at the controller of ${this.options.target.cluster}.`,
      });
    }
  }

  private currentTag(): string | undefined {
    const entry = this.options.store.getRollout(this.options.target);
    const hash = entry?.rollout.status?.currentPodHash;
    return entry && hash ? releaseOf(entry, hash).tag : undefined;
  }

  private isBlind(): boolean {
    const { store, target } = this.options;
    const source = { kind: 'cluster' as const, name: target.cluster };
    return store.getStale(source) !== undefined;
  }

  private async record(step: OperationStep): Promise<void> {
    const { operations, operation, onStep } = this.options;
    onStep(await operations.record(operation.id, step));
  }

  private after(millis: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, millis);
    this.timers.add(timer.unref());
  }

  private enqueue(run: () => Promise<void>): void {
    this.queue = this.queue.then(run).catch(error => {
      const { logger, operation } = this.options;
      logger.warn(
        `Following operation ${operation.id} failed: ${stringifyError(error)}`,
      );
    });
  }
}
