import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { useEntity } from '@backstage/plugin-catalog-react';
import { LiveRegion } from '@shop-portal/plugin-shop-react';
import { DeliveryState, useDelivery } from '../../hooks/useDelivery';
import { DeliveryBoundary } from '../DeliveryBoundary';
import { DeliveryLanes } from './DeliveryLanes';
import { DeliveryLoading } from './DeliveryLoading';
import { MayNotRead, NotLinked, NothingFound, ReadFailed } from './notes';

function hasTargets(state: DeliveryState): boolean {
  return (
    state.delivery?.lanes.some(
      ({ rollouts, deployments, applications }) =>
        rollouts.length + deployments.length + applications.length > 0,
    ) ?? false
  );
}

function DeliveryContent(props: { entityRef: string }) {
  const state = useDelivery(props.entityRef);
  const { delivery, error, refresh } = state;

  if (error instanceof ResponseError && error.statusCode === 403) {
    return <MayNotRead />;
  }
  if (!delivery) {
    return error ? (
      <ReadFailed error={error} onRetry={refresh} />
    ) : (
      <DeliveryLoading />
    );
  }
  if (!delivery.linked) {
    return <NotLinked />;
  }
  return (
    <>
      {error instanceof ResponseError && (
        <ReadFailed error={error} readAt={delivery.readAt} onRetry={refresh} />
      )}
      {hasTargets(state) ? (
        <DeliveryLanes delivery={delivery} state={state} />
      ) : (
        <NothingFound delivery={delivery} />
      )}
    </>
  );
}

/** The Delivery tab of an entity. */
export function DeliveryTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(getCompoundEntityRef(entity));
  return (
    <LiveRegion>
      <DeliveryBoundary entityRef={entityRef}>
        <DeliveryContent entityRef={entityRef} />
      </DeliveryBoundary>
    </LiveRegion>
  );
}
