import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  ApplicationActionRequest,
  ApplicationTarget,
  describeRefusal,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ArgoCdApiError } from '../argocd/ArgoCdApiError';
import { ApplicationAddress, ArgoCdClient } from '../argocd/ArgoCdClient';
import { OperationStore, StoredOperation } from '../database/OperationStore';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryService, ReadableEntity } from '../delivery/DeliveryService';
import { ViewBuilder } from '../delivery/ViewBuilder';
import { ApplicationEntry, DeliveryStore } from '../store/DeliveryStore';
import { ActionContext } from './ActionContext';
import { checkPermission, checkTargetAccess } from './checkAccess';
import { UpstreamError } from './errors';
import { OperationFollower } from './OperationFollower';
import { recordRefusal } from './recordRefusal';

export interface ApplicationActionServiceOptions {
  deliveries: DeliveryService;
  views: ViewBuilder;
  store: DeliveryStore;
  operations: OperationStore;
  /** By instance. */
  clients: Map<string, ArgoCdClient>;
  follower: OperationFollower;
  onStep: (operation: StoredOperation) => void;
}

interface Attempt {
  target: ApplicationTarget;
  request: ApplicationActionRequest;
  context: ActionContext;
}

/** Syncs and refreshes Argo CD Applications for a person. */
export class ApplicationActionService {
  static create(
    options: ApplicationActionServiceOptions,
  ): ApplicationActionService {
    return new ApplicationActionService(options);
  }

  private constructor(
    private readonly options: ApplicationActionServiceOptions,
  ) {}

  async run(attempt: Attempt): Promise<Operation> {
    const { target, request, context } = attempt;
    const { operations, deliveries, store, views } = this.options;
    const readable = await deliveries.getReadableEntity(
      request.entityRef,
      context.credentials,
    );
    const known = store.getApplication(target);
    const environment = known
      ? views.environmentOfApplication(known)
      : views.environments.find(undefined, target.namespace);
    const draft = {
      entityRef: readable.entityRef,
      environment: environment.name,
      target,
      action: request.action,
      requestedBy: context.credentials.principal.userEntityRef,
      requestedAt: context.requestedAt.toISOString(),
      reason: request.reason,
    };
    const entry = await recordRefusal(operations, draft, async () =>
      this.check(attempt, readable, known),
    );
    const operation = await operations.begin(draft);
    return await this.options.follower.keepDuring(operation.id, () =>
      this.send(operation, entry),
    );
  }

  private check(
    { target, request }: Attempt,
    readable: ReadableEntity,
    entry: ApplicationEntry | undefined,
  ): ApplicationEntry {
    const { deliveries, views, store } = this.options;
    const { action } = request;
    const environment = entry
      ? views.environmentOfApplication(entry)
      : views.environments.find(undefined, target.namespace);
    checkPermission(action, environment, readable.grants);
    if (!entry) {
      throw new NotFoundError(
        `There is no application ${target.name} in ${target.instance}.`,
      );
    }
    const isLinked = deliveries
      .findTargets(readable)
      .applications.some(
        ({ application }) => application === entry.application,
      );
    if (!isLinked) {
      throw new NotAllowedError(
        `${request.entityRef} is not linked to this application, so it cannot be driven from here.`,
      );
    }
    checkTargetAccess(action, {
      ...views.describeClaim(entry.application.object, readable.entityRef),
      stale: store.getStale({ kind: 'argocd', name: target.instance }),
    });
    const offer = views
      .buildApplication(entry, readable)
      .actions.find(candidate => candidate.action === action);
    if (offer?.refusal) {
      throw new ConflictError(describeRefusal(offer.refusal, action));
    }
    return entry;
  }

  private async send(
    operation: StoredOperation,
    entry: ApplicationEntry,
  ): Promise<Operation> {
    const { operations, follower, onStep } = this.options;
    try {
      await this.ask(operation, entry);
    } catch (error) {
      const { refused, message } = describeProblem(error);
      onStep(
        await operations.record(operation.id, {
          phase: refused ? 'refused' : 'failed',
          message,
          note: toError(error).message,
        }),
      );
      throw new UpstreamError(message);
    }
    let recorded = await operations.record(operation.id, { phase: 'accepted' });
    if (operation.action === 'refresh') {
      // Argo CD answers a refresh only when it has compared.
      recorded = await operations.record(operation.id, { phase: 'done' });
    } else {
      follower.follow(recorded);
    }
    onStep(recorded);
    return toPublicOperation(recorded);
  }

  private async ask(
    operation: StoredOperation,
    { target, application }: ApplicationEntry,
  ): Promise<void> {
    const client = this.options.clients.get(target.instance);
    if (!client) {
      throw new NotFoundError(`There is no Argo CD ${target.instance}.`);
    }
    const address: ApplicationAddress = {
      target,
      project: application.object.spec.project ?? 'default',
    };
    if (operation.action === 'refresh') {
      await client.refresh(address);
    } else {
      await client.sync(address, {
        operationId: operation.id,
        requestedBy: operation.requestedBy,
        reason: operation.reason,
      });
    }
  }
}

function describeProblem(error: unknown): {
  refused: boolean;
  message: string;
} {
  if (!(error instanceof ArgoCdApiError)) {
    return { refused: false, message: 'Argo CD does not answer.' };
  }
  const refused = error.code === 401 || error.code === 403;
  return {
    refused,
    message: refused
      ? `Argo CD refused it: ${error.message}. Ask a platform engineer.`
      : `Argo CD did not do it: ${error.message}`,
  };
}
