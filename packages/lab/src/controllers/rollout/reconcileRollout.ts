import { copyJson } from '../../kubernetes/copyJson';
import { generate } from 'json-merge-patch';
import { conditionOf, removeCondition, setCondition } from './conditions';
import { createNewReplicaSet, syncRevision } from './createReplicaSet';
import { notePauseChange } from './pausedConditions';
import { calculatePhase } from './phase';
import { isFullyPromoted } from './progress';
import { reconcileBlueGreen, reconcileSizesOnly } from './reconcileBlueGreen';
import { RolloutContext } from './RolloutContext';
import type { RolloutSnapshot } from './RolloutContext';
import { DESIRED_REPLICAS } from './schema';
import { findProblem } from './validateRollout';
import type { RolloutDecision } from './writes';

const INVALID_RECHECK_MILLIS = 20_000;

/**
 * Decides the next step of a Rollout, as the Argo Rollouts controller 1.10
 * does. It only looks at the snapshot, and changes nothing.
 */
export function reconcileRollout(snapshot: RolloutSnapshot): RolloutDecision {
  const { rollout, services } = snapshot;
  const problem = findProblem(rollout, services);
  if (problem) {
    return rejectSpec(snapshot, problem);
  }
  const { template, selector, strategy } = rollout.spec;
  if (!template || !selector || !strategy.blueGreen) {
    // A canary Rollout is left as it is, without ReplicaSet and phase: canary
    // steps exist only on the real controller.
    return { writes: [] };
  }
  const context = RolloutContext.create(snapshot, {
    template,
    selector,
    blueGreen: strategy.blueGreen,
  });
  reconcile(context);
  return context.decision;
}

function reconcile(context: RolloutContext): void {
  const { rollout, newReplicaSet, pause } = context;
  if (!newReplicaSet) {
    createNewReplicaSet(context);
    return;
  }
  if (rollout.spec.replicas === undefined) {
    context.setReplicas(1);
    return;
  }
  if (isFullyPromoted(rollout.status) && pause.isAborted) {
    pause.removeAbort();
  }
  if (notePauseChange(context)) {
    return;
  }
  syncRevision(context, newReplicaSet);
  if (isScaled(context)) {
    reconcileSizesOnly(context, newReplicaSet);
  } else {
    reconcileBlueGreen(context, newReplicaSet);
  }
}

/** Whether somebody changed `spec.replicas` since the ReplicaSets were sized. */
function isScaled(context: RolloutContext): boolean {
  const { newReplicaSet, stableReplicaSet, replicas } = context;
  return [newReplicaSet, stableReplicaSet].some(replicaSet => {
    const desired = replicaSet?.metadata.annotations[DESIRED_REPLICAS];
    return (
      replicaSet !== undefined &&
      replicaSet.spec.replicas > 0 &&
      desired !== undefined &&
      desired !== String(replicas)
    );
  });
}

function rejectSpec(
  { rollout, storedStatus, now }: RolloutSnapshot,
  problem: string,
): RolloutDecision {
  const message = `The Rollout "${rollout.metadata.name}" is invalid: ${problem}`;
  const status = copyJson(rollout.status);
  if (conditionOf(status, 'InvalidSpec')?.message !== message) {
    removeCondition(status, 'InvalidSpec');
  }
  setCondition(
    status,
    { type: 'InvalidSpec', status: 'True', reason: 'InvalidSpec', message },
    now,
  );
  const patch = generate<Record<string, unknown>>(storedStatus, {
    ...storedStatus,
    ...calculatePhase(rollout.spec, status),
    conditions: status.conditions,
    observedGeneration: String(rollout.metadata.generation),
  });
  return {
    writes: patch ? [{ write: 'patchStatus', patch }] : [],
    // The Service may only come after the Rollout.
    requeueAfterMillis: INVALID_RECHECK_MILLIS,
  };
}
