import {
  ApplicationAction,
  DeliveryAction,
  RolloutAction,
  SeenState,
} from './action';
import { Operation } from './operation';
import { RolloutView } from './rolloutView';

/** Body of `POST /v1/rollouts/{cluster}/{namespace}/{name}/actions`. @public */
export interface RolloutActionRequest {
  entityRef: string;
  action: RolloutAction;
  seen: SeenState;
  reason?: string;
}

/** Body of `POST /v1/applications/{instance}/{namespace}/{name}/actions`. @public */
export interface ApplicationActionRequest {
  entityRef: string;
  action: ApplicationAction;
  reason?: string;
}

/**
 * Answer of both action routes (202).
 * @public
 */
export interface ActionResponse {
  operation: Operation;
}

/**
 * Body of a 409: the state changed since the caller looked.
 * @public
 */
export interface StateChanged {
  error: { name: 'StateChangedError'; message: string };
  /** Who was faster, if a person was. */
  by?: { requestedBy: string; requestedAt: string; action: DeliveryAction };
  current: RolloutView;
}
