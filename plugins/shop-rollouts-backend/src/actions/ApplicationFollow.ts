import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ApplicationTarget } from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { OPERATION_INFO } from '../argocd/ArgoCdClient';
import {
  OperationStep,
  OperationStore,
  StoredOperation,
} from '../database/OperationStore';
import { targetKey } from '../database/targetKey';
import { DeliveryStore } from '../store/DeliveryStore';
import { FollowTimings } from './RolloutFollow';

const requestSchema = z.object({
  status: z.object({
    operationState: z.object({
      phase: z.string(),
      message: z.string().optional(),
      operation: z.object({
        info: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    }),
  }),
});

export interface ApplicationFollowOptions {
  operation: StoredOperation;
  target: ApplicationTarget;
  store: DeliveryStore;
  operations: OperationStore;
  logger: LoggerService;
  timings: FollowTimings;
  onStep: (operation: StoredOperation) => void;
  onEnd: () => void;
}

/**
 * Follows one sync on Argo CD's stream. Argo CD keeps the request's notes in
 * its operation, so it is known which one is ours.
 */
export class ApplicationFollow {
  static start(options: ApplicationFollowOptions): ApplicationFollow {
    return new ApplicationFollow(options);
  }

  private readonly unsubscribe: () => void;
  private readonly timers: NodeJS.Timeout[];
  private queue: Promise<void> = Promise.resolve();
  private acted = false;

  private constructor(private readonly options: ApplicationFollowOptions) {
    const { store, target, timings } = options;
    this.unsubscribe = store.subscribe(change => {
      if (
        change.kind === 'application' &&
        targetKey(change.target) === targetKey(target)
      ) {
        this.enqueue(() => this.look());
      }
    });
    this.timers = [
      setTimeout(() => this.enqueue(() => this.stuck()), timings.stuckMillis),
      setTimeout(() => this.stop(), timings.giveUpMillis),
    ];
    for (const timer of this.timers) {
      timer.unref();
    }
    this.enqueue(() => this.look());
  }

  stop(): void {
    this.unsubscribe();
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
    this.options.onEnd();
  }

  private async look(): Promise<void> {
    const { store, target, operation } = this.options;
    const raw = store.getApplication(target)?.application.raw;
    const state = requestSchema.safeParse(raw).data?.status.operationState;
    const ours = state?.operation.info.some(
      ({ name, value }) => name === OPERATION_INFO && value === operation.id,
    );
    if (!state || !ours) {
      return;
    }
    if (!this.acted) {
      this.acted = true;
      await this.record({ phase: 'taken' });
    }
    if (state.phase === 'Succeeded') {
      await this.record({ phase: 'done' });
      this.stop();
    } else if (state.phase === 'Failed' || state.phase === 'Error') {
      const message = state.message ?? 'Argo CD could not sync.';
      await this.record({ phase: 'failed', message });
      this.stop();
    }
  }

  private async stuck(): Promise<void> {
    if (!this.acted) {
      await this.record({ phase: 'stuck' });
    }
  }

  private async record(step: OperationStep): Promise<void> {
    const { operations, operation, onStep } = this.options;
    onStep(await operations.record(operation.id, step));
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
