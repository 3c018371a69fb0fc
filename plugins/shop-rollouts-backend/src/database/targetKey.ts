import { DeliveryTarget } from '@shop-portal/plugin-shop-rollouts-common';

/** One text for each target, for look-ups. */
export function targetKey(target: DeliveryTarget): string {
  const place = target.kind === 'rollout' ? target.cluster : target.instance;
  return `${target.kind}:${place}/${target.namespace}/${target.name}`;
}
