import type { ReplicaSet } from '../workloads/schemas';
import { isFastRollback } from './fastTrack';
import { isFullyPromoted } from './progress';
import type { RolloutContext } from './RolloutContext';
import { findByHash, hashOf, sum } from './replicaSets';
import { baseStatus, persistStatus } from './rolloutStatus';
import { REVISION } from './schema';
import type { RolloutStatus } from './schema';

export function writeStatus(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { rollout, pause, spec } = context;
  const { activeService, previewService } = spec.blueGreen;
  const status = baseStatus(context, hashOf(newReplicaSet));
  if (isTemplateChanged(context, newReplicaSet)) {
    pause.clear();
    pause.removeAbort();
    status.promoteFull = false;
    status.restartedAt = rollout.spec.restartAt;
  }
  if (rollout.status.promoteFull) {
    pause.clear();
    pause.removeAbort();
  }
  if (context.hasRestarted) {
    status.restartedAt = rollout.spec.restartAt;
  }
  status.blueGreen.previewSelector = context.selectorOf(previewService);
  status.blueGreen.activeSelector = context.selectorOf(activeService);
  const reason = reasonToPromote(context, newReplicaSet, status);
  if (reason) {
    promote(context, status, reason);
  }
  countReplicas(context, status);
  persistStatus(context, status);
}

export function isTemplateChanged(
  { rollout }: RolloutContext,
  newReplicaSet: ReplicaSet,
): boolean {
  const { currentPodHash } = rollout.status;
  return currentPodHash !== '' && currentPodHash !== hashOf(newReplicaSet);
}

export function countedReplicaSets(
  { replicaSets }: RolloutContext,
  activeSelector: string,
): ReplicaSet[] {
  const active = findByHash(replicaSets, activeSelector);
  return active ? [active] : replicaSets;
}

function reasonToPromote(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
  status: RolloutStatus,
): string | undefined {
  const { activeSelector } = status.blueGreen;
  if (!context.stableReplicaSet || activeSelector === '') {
    return 'Initial deploy';
  }
  if (activeSelector !== status.currentPodHash) {
    return undefined;
  }
  if (context.rollout.status.promoteFull) {
    return 'Full promotion requested';
  }
  if (isFastRollback(context, newReplicaSet)) {
    return 'Fast rollback';
  }
  return context.pause.isAborted ? undefined : 'Completed blue-green update';
}

function promote(
  context: RolloutContext,
  status: RolloutStatus,
  reason: string,
): void {
  context.pause.clear();
  context.pause.removeAbort();
  status.promoteFull = false;
  if (!isFullyPromoted(status)) {
    const revision = context.rollout.metadata.annotations[REVISION] ?? '0';
    status.stableRS = status.currentPodHash;
    context.record(
      'RolloutCompleted',
      `Rollout completed update to revision ${revision} (${status.currentPodHash}): ${reason}`,
    );
  }
}

function countReplicas(context: RolloutContext, status: RolloutStatus): void {
  const { activeSelector } = status.blueGreen;
  const counted = countedReplicaSets(context, activeSelector);
  const active = findByHash(context.replicaSets, activeSelector);
  const selector = active?.spec.selector ?? context.spec.selector;
  status.HPAReplicas = sum(counted, 'replicas');
  status.availableReplicas = sum(counted, 'availableReplicas');
  status.readyReplicas = sum(counted, 'readyReplicas');
  status.selector = Object.entries(selector.matchLabels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
