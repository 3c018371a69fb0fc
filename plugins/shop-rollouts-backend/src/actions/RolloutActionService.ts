import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  ActionRefusal,
  describeRefusal,
  describeStateChanged,
  isSameSeenState,
  Operation,
  RolloutActionRequest,
  RolloutTarget,
  seenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore, StoredOperation } from '../database/OperationStore';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryService, ReadableEntity } from '../delivery/DeliveryService';
import { ViewBuilder } from '../delivery/ViewBuilder';
import { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { DeliveryStore, RolloutEntry } from '../store/DeliveryStore';
import { ActionContext } from './ActionContext';
import { OutcomeUnknownError, StateChangedError, UpstreamError } from './errors';
import { findRival } from './findRival';
import { OperationFollower } from './OperationFollower';
import { recordRefusal } from './recordRefusal';
import { releaseOf } from './releaseOf';
import { RolloutSender } from './RolloutSender';

export interface RolloutActionServiceOptions {
  deliveries: DeliveryService;
  views: ViewBuilder;
  store: DeliveryStore;
  operations: OperationStore;
  reader: RolloutReader;
  sender: RolloutSender;
  follower: OperationFollower;
  onStep: (operation: StoredOperation) => void;
}

interface Attempt {
  target: RolloutTarget;
  request: RolloutActionRequest;
  context: ActionContext;
}

/**
 * Promotes, aborts and retries for a person: permission, claim on both sides,
 * state, guarded patch, record. What is sent is built here from what the
 * person saw; a person never supplies a patch.
 */
export class RolloutActionService {
  static create(options: RolloutActionServiceOptions): RolloutActionService {
    return new RolloutActionService(options);
  }

  private constructor(private readonly options: RolloutActionServiceOptions) {}

  /** Returns once the cluster has accepted the action. */
  async run(attempt: Attempt): Promise<Operation> {
    const { operations } = this.options;
    const readable = await this.options.deliveries.getReadableEntity(
      attempt.request.entityRef,
      attempt.context.credentials,
    );
    const draft = this.createDraft(attempt, readable);
    const entry = await recordRefusal(operations, draft, async () => {
      this.checkPermission(attempt, readable);
      return await this.checkTarget(attempt, readable);
    });
    const operation = await operations.begin(draft, {
      seen: attempt.request.seen,
      before: entry.rollout,
    });
    return await this.send(operation, attempt, readable);
  }

  private createDraft(
    { target, request, context }: Attempt,
    { entityRef }: ReadableEntity,
  ) {
    const { store, views } = this.options;
    const { cluster, namespace } = target;
    const entry = store.getRollout(target);
    const { seen } = request;
    return {
      entityRef,
      environment: views.environments.find(cluster, namespace).name,
      target,
      action: request.action,
      requestedBy: context.credentials.principal.userEntityRef,
      requestedAt: context.requestedAt.toISOString(),
      reason: request.reason,
      ...(entry && {
        from: releaseOf(entry, seen.stableHash),
        to: releaseOf(entry, seen.podHash),
      }),
    };
  }

  /** First of all, so that nobody learns here which targets exist. */
  private checkPermission(
    { target, request }: Attempt,
    { grants }: ReadableEntity,
  ): void {
    const { cluster, namespace } = target;
    const environment = this.options.views.environments.find(
      cluster,
      namespace,
    );
    const permission = grants.inEnvironment(environment)[request.action];
    if (!permission.allowed) {
      const refusal: ActionRefusal = {
        code: 'no-permission',
        scope: permission.scope,
        who: permission.who,
        environment: environment.name,
      };
      throw new NotAllowedError(describeRefusal(refusal, request.action));
    }
  }

  private async checkTarget(
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<RolloutEntry> {
    const { target, request } = attempt;
    const { store, deliveries, views } = this.options;
    const known = store.getRollout(target);
    if (!known) {
      throw new NotFoundError(
        `There is no Rollout ${target.name} in ${target.cluster}/${target.namespace}.`,
      );
    }
    const isLinked = deliveries
      .findTargets(readable)
      .rollouts.some(
        ({ rollout }) => rollout.metadata.uid === known.rollout.metadata.uid,
      );
    if (!isLinked) {
      throw new NotAllowedError(
        `${request.entityRef} is not linked to this Rollout, so it cannot be driven from here.`,
      );
    }
    const entry = await this.readAgainIfNeeded(known, request);
    const offer = views
      .buildRollout(entry, readable)
      .actions.find(({ action }) => action === request.action);
    if (offer?.refusal) {
      await this.refuse(offer.refusal, entry, attempt, readable);
    }
    return entry;
  }

  /** Another process may have shown the person something newer. */
  private async readAgainIfNeeded(
    entry: RolloutEntry,
    { seen }: RolloutActionRequest,
  ): Promise<RolloutEntry> {
    const cluster = { kind: 'cluster' as const, name: entry.target.cluster };
    if (
      isSameSeenState(seen, seenState(entry.rollout)) ||
      this.options.store.getStale(cluster)
    ) {
      return entry;
    }
    return await this.readAgain(entry);
  }

  private async readAgain(entry: RolloutEntry): Promise<RolloutEntry> {
    const rollout = await this.options.reader
      .read(entry.target)
      .catch(() => undefined);
    return rollout ? { ...entry, rollout } : entry;
  }

  private async refuse(
    refusal: ActionRefusal,
    entry: RolloutEntry,
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<never> {
    const message = describeRefusal(refusal, attempt.request.action);
    switch (refusal.code) {
      case 'wrong-state':
        throw await this.createStateChanged(entry, attempt, readable, message);
      case 'stale':
        throw new ServiceUnavailableError(message);
      default:
        throw new NotAllowedError(message);
    }
  }

  private async send(
    operation: StoredOperation,
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<Operation> {
    const { operations, sender, follower, onStep } = this.options;
    const { target, request } = attempt;
    try {
      await sender.send(target, request.action, request.seen);
    } catch (error) {
      if (error instanceof OutcomeUnknownError) {
        follower.settle(operation);
        throw error;
      }
      throw await this.explain(error, operation, attempt, readable);
    }
    const accepted = await operations.record(operation.id, {
      phase: 'accepted',
    });
    onStep(accepted);
    follower.follow(accepted);
    return toPublicOperation(accepted);
  }

  /** Records why it was not done, and makes the error for the person. */
  private async explain(
    error: unknown,
    operation: StoredOperation,
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<Error> {
    const { operations, onStep, store } = this.options;
    const changed =
      error instanceof KubernetesApiError && [409, 422].includes(error.code);
    const known = store.getRollout(attempt.target);
    if (changed && known) {
      // Out of the way first: rivals wait for each other's outcome.
      await operations.record(operation.id, { phase: 'refused' });
      const entry = await this.readAgain(known);
      const stateChanged = await this.createStateChanged(
        entry,
        attempt,
        readable,
      );
      await operations.explain(operation.id, stateChanged.message);
      return stateChanged;
    }
    const problem = describeUpstreamProblem(error, attempt.target.cluster);
    onStep(
      await operations.record(operation.id, {
        phase: problem.refused ? 'refused' : 'failed',
        message: problem.message,
      }),
    );
    return new UpstreamError(problem.message, error);
  }

  private async createStateChanged(
    entry: RolloutEntry,
    { target, request, context }: Attempt,
    readable: ReadableEntity,
    otherwise?: string,
  ): Promise<StateChangedError> {
    const { operations, views } = this.options;
    const current = views.buildRollout(entry, readable);
    const rival = await findRival(operations, target, request.seen);
    const text = describeStateChanged(
      {
        error: { name: 'StateChangedError', message: '' },
        current,
        by: rival,
      },
      {
        action: request.action,
        environment: views.environmentOfRollout(entry).name,
        tag: releaseOf(entry, request.seen.podHash).tag,
        pressedAt: context.requestedAt.toISOString(),
      },
      { timeZone: 'UTC' },
    );
    const sameState = isSameSeenState(request.seen, current.seen);
    return new StateChangedError(
      otherwise && sameState && !rival ? otherwise : text,
      current,
      rival,
    );
  }
}

function describeUpstreamProblem(
  error: unknown,
  cluster: string,
): { refused: boolean; message: string } {
  if (error instanceof KubernetesApiError) {
    if (error.code === 401 || error.code === 403) {
      return {
        refused: true,
        message: `The cluster refused it: the portal may not patch rollouts in ${cluster}. Ask a platform engineer.`,
      };
    }
    if (error.code === 429) {
      return {
        refused: false,
        message: `${cluster} is too busy. Nothing was done. Try again in a minute.`,
      };
    }
    return {
      refused: false,
      message: `${cluster} did not do it: ${error.message}`,
    };
  }
  return { refused: false, message: `${cluster} did not do it.` };
}
