import { DeliveryTarget } from '@shop-portal/plugin-shop-rollouts-common';

function targetKey(target: DeliveryTarget): string {
  const place = target.kind === 'rollout' ? target.cluster : target.instance;
  return [target.kind, place, target.namespace, target.name].join('/');
}

/** Whether two targets are the same object of the same upstream. */
export function isSameTarget(a: DeliveryTarget, b: DeliveryTarget): boolean {
  return targetKey(a) === targetKey(b);
}
