import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { OperationStore, StoredOperation } from '../database/OperationStore';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { DeliveryStore } from '../store/DeliveryStore';
import { Backoff } from '../streaming/Backoff';
import { wait } from '../streaming/wait';
import { ApplicationFollow } from './ApplicationFollow';
import { hasArrived } from './hasArrived';
import { DEFAULT_TIMINGS, FollowTimings, RolloutFollow } from './RolloutFollow';
import { RolloutSender } from './RolloutSender';

const RESUME_WINDOW_MILLIS = 60 * 60_000;

export interface OperationFollowerOptions {
  store: DeliveryStore;
  operations: OperationStore;
  sender: RolloutSender;
  reader: RolloutReader;
  logger: LoggerService;
  timings?: FollowTimings;
  onStep: (operation: StoredOperation) => void;
}

/** Follows every operation that is not finished, also after a restart. */
export class OperationFollower {
  static create(options: OperationFollowerOptions): OperationFollower {
    return new OperationFollower(options);
  }

  private readonly follows = new Map<string, { stop(): void }>();
  private readonly stopping = new AbortController();

  private constructor(private readonly options: OperationFollowerOptions) {}

  /** Takes up what this or another process left behind. */
  async resume(): Promise<void> {
    const unfinished = await this.options.operations.listUnfinished(
      new Date(Date.now() - RESUME_WINDOW_MILLIS),
    );
    for (const operation of unfinished) {
      if (operation.answered) {
        this.follow(operation);
      } else {
        this.settle(operation);
      }
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
    const { operations, onStep, logger } = this.options;
    const { signal } = this.stopping;
    const backoff = new Backoff({ initialMillis: 1_000, maxMillis: 30_000 });
    const deadline = Date.now() + RESUME_WINDOW_MILLIS;
    while (!signal.aborted && Date.now() < deadline) {
      try {
        const arrived = await this.findOut(operation);
        const step = arrived
          ? { phase: 'accepted' as const }
          : {
              phase: 'failed' as const,
              message:
                operation.target.kind === 'rollout'
                  ? 'It did not arrive. Nothing was done.'
                  : 'The answer was lost. What you see is the state now.',
            };
        const recorded = await operations.record(operation.id, step);
        onStep(recorded);
        if (arrived) {
          this.follow(recorded);
        }
        return;
      } catch (error) {
        logger.debug(
          `Operation ${operation.id} is still open: ${stringifyError(error)}`,
        );
        await wait(backoff.next(), signal);
      }
    }
  }

  stop(): void {
    this.stopping.abort();
    for (const follow of [...this.follows.values()]) {
      follow.stop();
    }
  }

  private async findOut(operation: StoredOperation): Promise<boolean> {
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
}
