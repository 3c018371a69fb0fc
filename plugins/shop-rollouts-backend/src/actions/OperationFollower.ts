import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  OperationStep,
  OperationStore,
  StoredOperation,
} from '../database/OperationStore';
import { targetKey } from '../database/targetKey';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { DeliveryStore } from '../store/DeliveryStore';
import { Backoff } from '../streaming/Backoff';
import { wait } from '../streaming/wait';
import { ApplicationFollow } from './ApplicationFollow';
import { hasArrived } from './hasArrived';
import { DEFAULT_TIMINGS, FollowTimings, RolloutFollow } from './RolloutFollow';
import { RolloutSender } from './RolloutSender';

const RESUME_WINDOW_MILLIS = 60 * 60_000;
const KEEP_MILLIS = 5_000;
/** After so long without a word the process that took care is gone. */
const ABANDONED_AFTER_MILLIS = 15_000;

export interface OperationFollowerOptions {
  store: DeliveryStore;
  operations: OperationStore;
  sender: RolloutSender;
  reader: RolloutReader;
  logger: LoggerService;
  timings?: FollowTimings;
  onStep: (operation: StoredOperation) => void;
}

/**
 * Follows the operations that this process began, and those of processes that
 * are gone: each says every few seconds which ones it takes care of.
 */
export class OperationFollower {
  static create(options: OperationFollowerOptions): OperationFollower {
    return new OperationFollower(options);
  }

  private readonly follows = new Map<string, { stop(): void }>();
  /** What is being sent, or waits for an answer; by how many works each. */
  private readonly open = new Map<string, number>();
  private keeping: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();

  private constructor(private readonly options: OperationFollowerOptions) {}

  /** Takes up, now and from time to time, what others left behind. */
  async start(): Promise<void> {
    this.keeping = setInterval(() => {
      this.keepAndTakeUp().catch(error =>
        this.options.logger.warn(
          `Operations could not be taken care of: ${stringifyError(error)}`,
        ),
      );
    }, KEEP_MILLIS);
    await this.keepAndTakeUp();
  }

  /** Keeps others from taking up an operation while it is worked on here. */
  async keepDuring<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.hold(id);
    try {
      return await work();
    } finally {
      this.release(id);
    }
  }

  /** Follows an operation that the upstream has accepted. */
  follow(operation: StoredOperation): void {
    const { target, action, before } = operation;
    if (this.stopping.signal.aborted || this.follows.has(operation.id)) {
      return;
    }
    const common = {
      operation,
      store: this.options.store,
      operations: this.options.operations,
      logger: this.options.logger,
      timings: this.options.timings ?? DEFAULT_TIMINGS,
      onStep: this.options.onStep,
      onEnd: () => this.follows.delete(operation.id),
    };
    if (target.kind === 'application') {
      this.follows.set(
        operation.id,
        ApplicationFollow.start({ ...common, target }),
      );
    } else if (before && action !== 'sync' && action !== 'refresh') {
      const { sender, reader } = this.options;
      this.follows.set(
        operation.id,
        RolloutFollow.start({
          ...common,
          sender,
          reader,
          target,
          action,
          before,
        }),
      );
    }
  }

  /** Finds out, for as long as it takes, whether a lost request arrived. */
  async settle(operation: StoredOperation): Promise<void> {
    await this.keepDuring(operation.id, async () => {
      const { signal } = this.stopping;
      const backoff = new Backoff({ initialMillis: 1_000, maxMillis: 30_000 });
      const deadline = Date.now() + RESUME_WINDOW_MILLIS;
      while (!signal.aborted && Date.now() < deadline) {
        try {
          await this.recordWhatBecameOf(operation);
          return;
        } catch (error) {
          this.options.logger.debug(
            `Operation ${operation.id} is still open: ${stringifyError(error)}`,
          );
          await wait(backoff.next(), signal);
        }
      }
    });
  }

  /** What is not finished is left to the next process. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.keeping);
    const left = [...this.follows.keys()];
    for (const follow of [...this.follows.values()]) {
      follow.stop();
    }
    await this.options.operations.leave(left);
  }

  private async keepAndTakeUp(): Promise<void> {
    const { operations } = this.options;
    const now = Date.now();
    await operations.keep([...this.open.keys(), ...this.follows.keys()]);
    const taken = await operations.takeAbandoned({
      requestedAfter: new Date(now - RESUME_WINDOW_MILLIS),
      keptBefore: new Date(now - ABANDONED_AFTER_MILLIS),
    });
    taken.filter(({ answered }) => answered).forEach(each => this.follow(each));
    const unanswered = taken.filter(({ answered }) => !answered);
    for (const key of new Set(unanswered.map(each => targetKey(each.target)))) {
      this.settleInTurn(
        unanswered.filter(each => targetKey(each.target) === key),
      );
    }
  }

  /** What became of one decides what can have become of its rivals. */
  private async settleInTurn(rivals: StoredOperation[]): Promise<void> {
    rivals.forEach(({ id }) => this.hold(id));
    for (const operation of rivals) {
      await this.settle(operation);
      this.release(operation.id);
    }
  }

  /** A process that settles what it sent holds it twice for a moment. */
  private hold(id: string): void {
    this.open.set(id, (this.open.get(id) ?? 0) + 1);
  }

  private release(id: string): void {
    const left = (this.open.get(id) ?? 0) - 1;
    if (left > 0) {
      this.open.set(id, left);
    } else {
      this.open.delete(id);
    }
  }

  private async recordWhatBecameOf(operation: StoredOperation): Promise<void> {
    const { operations, onStep } = this.options;
    if (await this.hasArrived(operation)) {
      const accepted = await operations.accept(operation);
      if (accepted) {
        onStep(accepted);
        this.follow(accepted);
        return;
      }
    }
    onStep(
      await operations.record(operation.id, await this.explainLoss(operation)),
    );
  }

  private async hasArrived(operation: StoredOperation): Promise<boolean> {
    const { target, action, seen } = operation;
    if (
      target.kind !== 'rollout' ||
      action === 'sync' ||
      action === 'refresh' ||
      !seen
    ) {
      return false;
    }
    const now = await this.options.reader.read(target);
    return now !== undefined && hasArrived(action, seen, now);
  }

  private async explainLoss({
    id,
    target,
    seen,
  }: StoredOperation): Promise<OperationStep> {
    if (target.kind !== 'rollout') {
      return {
        phase: 'failed',
        message: 'The answer was lost. What you see is the state now.',
      };
    }
    const rivals =
      seen && (await this.options.operations.listRivals(target, seen));
    return rivals?.accepted.some(rival => rival.id !== id)
      ? {
          phase: 'refused',
          message: 'Somebody else was faster. Nothing was done twice.',
        }
      : { phase: 'failed', message: 'It did not arrive. Nothing was done.' };
  }
}
