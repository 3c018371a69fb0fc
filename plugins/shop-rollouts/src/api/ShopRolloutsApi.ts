import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  ActionResponse,
  ApplicationActionRequest,
  ApplicationTarget,
  Delivery,
  DeliverySummaries,
  Operation,
  RolloutActionRequest,
  RolloutTarget,
} from '@shop-portal/plugin-shop-rollouts-common';

/**
 * Which summaries are asked for: of everything that the person owns, or of
 * what waits for a person.
 * @public
 */
export type DeliverySummaryFilter = 'mine' | 'waiting';

/**
 * Deliver, as the browser sees it.
 * @public
 */
export interface ShopRolloutsApi {
  getDelivery(entityRef: string, signal?: AbortSignal): Promise<Delivery>;

  getSummaries(
    filter: DeliverySummaryFilter,
    signal?: AbortSignal,
  ): Promise<DeliverySummaries>;

  /** The newest requested actions that the person may read. */
  getOperations(limit: number, signal?: AbortSignal): Promise<Operation[]>;

  /**
   * Asks for an action on a Rollout.
   * @throws {@link StateChangedError} when the state is no longer what the
   * person saw.
   */
  actOnRollout(
    target: RolloutTarget,
    request: RolloutActionRequest,
  ): Promise<ActionResponse>;

  /** Asks for an action on an Argo CD Application. */
  actOnApplication(
    target: ApplicationTarget,
    request: ApplicationActionRequest,
  ): Promise<ActionResponse>;
}

/** @public */
export const shopRolloutsApiRef = createApiRef<ShopRolloutsApi>().with({
  id: 'plugin.shop-rollouts.api',
  pluginId: 'shop-rollouts',
});
