import {
  Delivery,
  Lane,
  laneLabel,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shortenTag } from '@shop-portal/plugin-shop-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useDeliveryQuery } from '../../hooks/useDelivery';
import { shopRolloutsTranslationRef } from '../../translation';
import { isSameTarget } from '../isSameTarget';

function findView(
  delivery: Delivery | undefined,
  target: RolloutView['target'],
): RolloutView | undefined {
  const ofLane = (lane: Lane) =>
    lane.rollouts.find(view => isSameTarget(view.target, target));
  return delivery?.lanes.map(ofLane).find(view => view !== undefined);
}

/**
 * What changed since the dialog opened, as a sentence. What the person saw is
 * taken once and never aimed at anything newer.
 */
export function useSeenChange(
  entityRef: string,
  seen: RolloutView,
): string | undefined {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { data } = useDeliveryQuery(entityRef);
  if (!data) {
    return undefined;
  }
  const current = findView(data, seen.target);
  if (!current) {
    return t('dialog.changedGone');
  }
  if (JSON.stringify(current.seen) === JSON.stringify(seen.seen)) {
    return undefined;
  }
  return current.seen.podHash !== seen.seen.podHash && current.preview
    ? t('dialog.changedTag', { tag: shortenTag(current.preview.tag) })
    : t('dialog.changedState', { state: laneLabel(current.state).label });
}
