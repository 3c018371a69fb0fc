import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import {
  describeRefusal,
  isSameSeenState,
  Operation,
  RolloutActionRequest,
  RolloutTarget,
  seenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore, StoredOperation } from '../database/OperationStore';
import { targetKey } from '../database/targetKey';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryService, ReadableEntity } from '../delivery/DeliveryService';
import { ViewBuilder } from '../delivery/ViewBuilder';
import { KubernetesApiError } from '../kubernetes/KubernetesApiError';
import { RolloutReader } from '../kubernetes/RolloutReader';
import { DeliveryStore, RolloutEntry } from '../store/DeliveryStore';
import { ActionContext } from './ActionContext';
import { OutcomeUnknownError, UpstreamError } from './errors';
import { checkPermission, checkTargetAccess } from './checkAccess';
import { describeClusterProblem } from './describeClusterProblem';
import { OperationFollower } from './OperationFollower';
import { recordRefusal } from './recordRefusal';
import { releaseOf } from './releaseOf';
import { RolloutSender } from './RolloutSender';
import { StateChangedErrors } from './StateChangedErrors';
import { Turns } from './Turns';

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

  private readonly turns = new Turns();
  private readonly stateChangedErrors: StateChangedErrors;

  private constructor(private readonly options: RolloutActionServiceOptions) {
    this.stateChangedErrors = StateChangedErrors.create(options);
  }

  /**
   * Returns once the cluster has accepted the action. The same action on the
   * same Rollout is done for one person after the other: who was overtaken is
   * told so without asking the cluster a thousand times.
   */
  async run(attempt: Attempt): Promise<Operation> {
    const { target, request, context } = attempt;
    const { operations, deliveries } = this.options;
    const readable = await deliveries.getReadableEntity(
      request.entityRef,
      context.credentials,
    );
    await recordRefusal(
      operations,
      this.createDraft(attempt, readable),
      async () =>
        checkPermission(
          request.action,
          this.environmentOf(target),
          readable.grants,
        ),
    );
    return await this.turns.take(`${request.action} ${targetKey(target)}`, () =>
      this.runInTurn(attempt, readable),
    );
  }

  private async runInTurn(
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<Operation> {
    const { operations, follower } = this.options;
    const draft = this.createDraft(attempt, readable);
    const entry = await recordRefusal(operations, draft, () =>
      this.checkTarget(attempt, readable),
    );
    const operation = await operations.begin(draft, {
      seen: attempt.request.seen,
      before: entry.rollout,
    });
    return await follower.keepDuring(operation.id, () =>
      this.send(operation, attempt, readable),
    );
  }

  private createDraft(
    { target, request, context }: Attempt,
    { entityRef }: ReadableEntity,
  ) {
    const entry = this.options.store.getRollout(target);
    const { seen } = request;
    return {
      entityRef,
      environment: this.environmentOf(target).name,
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

  private async checkTarget(
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<RolloutEntry> {
    const { target, request } = attempt;
    const { store, deliveries, views } = this.options;
    const known = store.getRollout(target);
    if (!known) {
      throw this.missing(target);
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
    this.checkAccess(known, request, readable);
    const entry = await this.readAgainIfNeeded(known, request);
    this.checkAccess(entry, request, readable);
    const offer = views
      .buildRollout(entry, readable)
      .actions.find(({ action }) => action === request.action);
    if (offer?.refusal) {
      throw await this.stateChangedErrors.describe({
        ...attempt,
        entry,
        readable,
        otherwise: describeRefusal(offer.refusal, request.action),
      });
    }
    return entry;
  }

  private checkAccess(
    { target: { cluster }, rollout }: RolloutEntry,
    { action }: RolloutActionRequest,
    { entityRef }: ReadableEntity,
  ): void {
    const { views, store } = this.options;
    checkTargetAccess(action, {
      ...views.describeClaim(rollout, entityRef),
      readOnlyCluster: views.isReadOnly(cluster) ? cluster : undefined,
      stale: store.getStale({ kind: 'cluster', name: cluster }),
    });
  }

  private environmentOf({ cluster, namespace }: RolloutTarget) {
    return this.options.views.environments.find(cluster, namespace);
  }

  /** Another process may have shown the person something newer. */
  private async readAgainIfNeeded(
    entry: RolloutEntry,
    { seen }: RolloutActionRequest,
  ): Promise<RolloutEntry> {
    return isSameSeenState(seen, seenState(entry.rollout))
      ? entry
      : await this.readAgain(entry);
  }

  private async readAgain(entry: RolloutEntry): Promise<RolloutEntry> {
    const rollout = await this.options.reader
      .read(entry.target)
      .catch(() => undefined);
    return rollout ? { ...entry, rollout } : entry;
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
    const accepted = await operations.accept(operation);
    if (!accepted) {
      throw await this.explainOvertaken(operation, attempt, readable);
    }
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
    if (error instanceof KubernetesApiError && isRefusedGuard(error)) {
      return await this.explainOvertaken(operation, attempt, readable);
    }
    const { operations, onStep } = this.options;
    const problem = describeClusterProblem(error, attempt.target.cluster);
    onStep(
      await operations.record(operation.id, {
        phase: problem.refused ? 'refused' : 'failed',
        message: problem.message,
        note: toError(error).message,
      }),
    );
    return new UpstreamError(problem.message);
  }

  private async explainOvertaken(
    operation: StoredOperation,
    attempt: Attempt,
    readable: ReadableEntity,
  ): Promise<Error> {
    const { operations, store } = this.options;
    // Out of the way first: rivals wait for each other's outcome.
    await operations.record(operation.id, { phase: 'refused' });
    const known = store.getRollout(attempt.target);
    if (!known) {
      return this.missing(attempt.target);
    }
    const entry = await this.readAgain(known);
    const change = { ...attempt, entry, readable };
    const stateChanged = await this.stateChangedErrors.describe(change);
    await operations.explain(operation.id, stateChanged.message);
    return stateChanged;
  }

  private missing({ name, cluster, namespace }: RolloutTarget): Error {
    return new NotFoundError(
      `There is no Rollout ${name} in ${cluster}/${namespace}.`,
    );
  }
}

/** What the patch tested was no longer true. */
function isRefusedGuard({ code }: KubernetesApiError): boolean {
  return code === 409 || code === 422;
}
