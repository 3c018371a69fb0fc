import { copyJson } from '../../kubernetes/copyJson';
import type { ReplicaSet } from '../workloads/schemas';
import {
  countedReplicaSets,
  isTemplateChanged,
  writeStatus,
} from './blueGreenStatus';
import { decidePause, isPauseCompleted } from './blueGreenPause';
import { isFastTracked } from './fastTrack';
import type { RolloutContext } from './RolloutContext';
import { hashOf, isSaturated, sum } from './replicaSets';
import { restartPods } from './restartPods';
import { persistStatus } from './rolloutStatus';
import { scaleReplicaSets } from './scaleReplicaSets';

/**
 * One step of a blue-green update: preview, scale, pause, switch, status.
 *
 * @remarks
 * Analysis, ephemeral metadata, anti-affinity, a smaller preview and the
 * rollback window do not exist here.
 */
export function reconcileBlueGreen(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { blueGreen } = context.spec;
  // The preview moves before anything is scaled, unless a person paused.
  if (blueGreen.previewService && !context.rollout.spec.paused) {
    context.switchService(blueGreen.previewService, hashOf(newReplicaSet));
  }
  if (!isTemplateChanged(context, newReplicaSet)) {
    restartPods(context);
    scaleReplicaSets(context, newReplicaSet);
    decidePause(context, newReplicaSet);
    switchActiveService(context, newReplicaSet);
  }
  writeStatus(context, newReplicaSet);
}

/** After a change of `spec.replicas` sizes come first, then everything else. */
export function reconcileSizesOnly(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  scaleReplicaSets(context, newReplicaSet);
  const status = copyJson(context.rollout.status);
  const counted = countedReplicaSets(context, status.blueGreen.activeSelector);
  status.HPAReplicas = sum(counted, 'replicas');
  status.availableReplicas = sum(counted, 'availableReplicas');
  persistStatus(context, status);
}

function switchActiveService(
  context: RolloutContext,
  newReplicaSet: ReplicaSet,
): void {
  const { rollout, replicas } = context;
  const { activeService } = context.spec.blueGreen;
  if (rollout.spec.paused || !isSaturated(newReplicaSet, replicas)) {
    return;
  }
  if (rollout.status.abort) {
    context.switchService(activeService, rollout.status.stableRS);
  } else if (
    isFastTracked(context, newReplicaSet) ||
    isPauseCompleted(context)
  ) {
    context.switchService(activeService, hashOf(newReplicaSet));
  }
}
