import {
  describeStateChanged,
  isSameSeenState,
  RolloutActionRequest,
} from '@shop-portal/plugin-shop-rollouts-common';
import { OperationStore } from '../database/OperationStore';
import { ReadableEntity } from '../delivery/DeliveryService';
import { ViewBuilder } from '../delivery/ViewBuilder';
import { RolloutEntry } from '../store/DeliveryStore';
import { ActionContext } from './ActionContext';
import { StateChangedError } from './errors';
import { findRival } from './findRival';
import { releaseOf } from './releaseOf';

export interface StateChange {
  /** As it is now. */
  entry: RolloutEntry;
  request: RolloutActionRequest;
  context: ActionContext;
  readable: ReadableEntity;
  /** What to say where the state is the same and nobody was faster. */
  otherwise?: string;
}

/** Makes the answer for who was overtaken: by what, or by whom. */
export class StateChangedErrors {
  static create(options: {
    operations: OperationStore;
    views: ViewBuilder;
  }): StateChangedErrors {
    return new StateChangedErrors(options.operations, options.views);
  }

  private constructor(
    private readonly operations: OperationStore,
    private readonly views: ViewBuilder,
  ) {}

  async describe(change: StateChange): Promise<StateChangedError> {
    const { entry, request, context, readable, otherwise } = change;
    const current = this.views.buildRollout(entry, readable);
    const rival = await findRival(this.operations, entry.target, request.seen);
    const text = describeStateChanged(
      {
        error: { name: 'StateChangedError', message: '' },
        current,
        by: rival,
      },
      {
        action: request.action,
        environment: this.views.environmentOfRollout(entry).name,
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
