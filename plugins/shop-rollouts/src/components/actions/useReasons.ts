import { useId } from 'react';
import {
  ActionOffer,
  describeRefusal,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useDeliveryContext } from '../DeliveryContext';

/** Why offers are not possible now, each reason once and with an id. */
export function useReasons(offers: ActionOffer[]) {
  const { offlineReason } = useDeliveryContext();
  const idPrefix = useId();
  const reasonOf = (offer: ActionOffer): string | undefined =>
    offlineReason ??
    (offer.refusal && describeRefusal(offer.refusal, offer.action));
  const reasons = [
    ...new Set(offers.map(reasonOf).filter(text => text !== undefined)),
  ];
  return {
    reasons,
    reasonOf,
    reasonId: (text: string) => `${idPrefix}-${reasons.indexOf(text)}`,
  };
}
