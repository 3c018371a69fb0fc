import { rolloutStacks } from '@shop-portal/plugin-shop-rollouts-common';
import { RolloutEntry } from '../store/DeliveryStore';

/** A release as people name it; its hash where its ReplicaSet is gone. */
export function releaseOf(
  entry: RolloutEntry,
  hash: string,
): { hash: string; tag: string } {
  const { rollout, replicaSets, pods } = entry;
  const { live, preview, old } = rolloutStacks(rollout, replicaSets, pods);
  const stack = [live, preview, ...old].find(
    candidate => candidate?.hash === hash,
  );
  return { hash, tag: stack?.tag ?? hash };
}
