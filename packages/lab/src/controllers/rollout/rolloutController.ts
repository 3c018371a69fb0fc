import { newCondition, withConditions } from '../framework/conditions';
import type { Controller } from '../framework/Controller';
import type { Reconciliation } from '../framework/Reconciliation';
import { REPLICA_SETS, ROLLOUTS, SERVICES } from '../framework/resources';
import { fromTimestamp } from '../framework/time';
import {
  deleteOldReplicaSets,
  ensureReplicaSet,
} from '../workloads/ensureReplicaSet';
import { createBlueGreenUpdate } from './BlueGreenUpdate';
import type { BlueGreenUpdate } from './BlueGreenUpdate';
import { decidePause } from './decidePause';
import { findProblem } from './findProblem';
import { nextStatus } from './nextStatus';
import { notedConditions, withCreated } from './notedConditions';
import { planSizes } from './planSizes';
import { restartPods } from './restartPods';
import {
  DESIRED_REPLICAS,
  HASH_LABEL,
  MANAGED_BY,
  MARKS,
  rolloutSchema,
  SCALE_DOWN_DEADLINE,
  serviceSchema,
} from './schema';
import type { Rollout } from './schema';
import { storeRolloutStatus, writeRolloutStatus } from './writeRolloutStatus';

/**
 * Takes blue-green Rollouts step by step from one template to the next, as the
 * Argo Rollouts controller 1.10 does. All others are left as they are.
 */
export const rolloutController: Controller = {
  type: ROLLOUTS,
  kind: 'Rollout',
  alsoReads: SERVICES,

  reconcile(object, reconciliation) {
    const rollout = rolloutSchema.parse(object);
    const { status } = rollout;
    const { namespace } = rollout.metadata;
    const { blueGreen } = rollout.spec.strategy;
    if (!blueGreen) {
      return;
    }
    const findService = (name = '') =>
      reconciliation.store.get({ ...SERVICES, namespace, name });
    const problem = findProblem(rollout, blueGreen, name =>
      Boolean(findService(name)),
    );
    if (problem) {
      reject(reconciliation, rollout, problem);
      return;
    }
    const { isCreated, ...replicaSets } = ensureReplicaSet(
      reconciliation,
      rollout,
      MARKS,
    );
    const { now } = reconciliation;
    // What follows from these is done when the write is seen.
    if (isCreated) {
      const { name } = replicaSets.current.metadata;
      const conditions = withCreated(status.conditions, name, now);
      storeRolloutStatus(reconciliation, rollout, { ...status, conditions });
      return;
    }
    const conditions = notedConditions(rollout, now);
    if (conditions !== status.conditions) {
      const observedGeneration = String(rollout.metadata.generation);
      const noted = { ...status, conditions, observedGeneration };
      writeRolloutStatus(reconciliation, rollout, noted);
      return;
    }
    const selected = (name?: string) =>
      serviceSchema.safeParse(findService(name)).data?.spec.selector[
        HASH_LABEL
      ] ?? '';
    const update = createBlueGreenUpdate({
      ...replicaSets,
      rollout,
      blueGreen,
      active: selected(blueGreen.activeService),
      preview: selected(blueGreen.previewService),
      now,
    });
    advance(reconciliation, update);
  },
};

function reject(
  reconciliation: Reconciliation,
  rollout: Rollout,
  problem: string,
): void {
  const { metadata, status } = rollout;
  const message = `The Rollout "${metadata.name}" is invalid: ${problem}`;
  writeRolloutStatus(reconciliation, rollout, {
    ...status,
    observedGeneration: String(metadata.generation),
    conditions: withConditions(
      status.conditions,
      [newCondition('InvalidSpec', true, 'InvalidSpec', message)],
      reconciliation.now,
    ),
  });
}

function advance(
  reconciliation: Reconciliation,
  update: BlueGreenUpdate,
): void {
  const { rollout, hash } = update;
  // The preview moves before anything is scaled, unless a person paused.
  if (!rollout.spec.paused) {
    select(reconciliation, update, 'preview', hash);
  }
  if (update.isNewTemplate) {
    const { restartAt } = rollout.spec;
    const decided = { pauseConditions: [], restartedAt: restartAt };
    writeRolloutStatus(reconciliation, rollout, nextStatus(update, decided));
    return;
  }
  if (rollout.status.abort && rollout.status.promoteFull) {
    takeAbortAway(reconciliation, rollout);
    return;
  }
  const restartedAt = restartPods(reconciliation, update);
  resize(reconciliation, update);
  const { pauseConditions, goesLive, endsAt } = decidePause(update);
  if (endsAt !== undefined) {
    reconciliation.lookAgainAt(endsAt);
  }
  if (goesLive) {
    select(reconciliation, update, 'active', goesLive);
  }
  const decided = { pauseConditions, restartedAt };
  writeRolloutStatus(reconciliation, rollout, nextStatus(update, decided));
}

/** What is to go live at once cannot be aborted. */
function takeAbortAway(reconciliation: Reconciliation, rollout: Rollout): void {
  writeRolloutStatus(reconciliation, rollout, {
    ...rollout.status,
    abort: false,
    abortedAt: undefined,
    pauseConditions: [],
    controllerPause: false,
  });
}

function resize(reconciliation: Reconciliation, update: BlueGreenUpdate): void {
  const { rollout, stable, others } = update;
  const { replicas: desired, revisionHistoryLimit } = rollout.spec;
  for (const { replicaSet, replicas, deadline = null } of planSizes(update)) {
    const annotations = {
      [DESIRED_REPLICAS]: String(desired),
      [SCALE_DOWN_DEADLINE]: deadline,
    };
    reconciliation.patch(REPLICA_SETS, replicaSet, {
      metadata: { annotations },
      spec: { replicas },
    });
    if (deadline) {
      reconciliation.lookAgainAt(fromTimestamp(deadline));
    }
  }
  const old = others.filter(replicaSet => replicaSet !== stable);
  deleteOldReplicaSets(reconciliation, old, revisionHistoryLimit);
}

function select(
  reconciliation: Reconciliation,
  update: BlueGreenUpdate,
  role: 'active' | 'preview',
  hash: string,
): void {
  const { namespace, name: manager } = update.rollout.metadata;
  const name = update.blueGreen[`${role}Service`];
  if (name && update[role] !== hash) {
    const service = { metadata: { namespace, name } };
    reconciliation.patch(SERVICES, service, {
      metadata: { annotations: { [MANAGED_BY]: manager } },
      spec: { selector: { [HASH_LABEL]: hash } },
    });
    update[role] = hash;
  }
}
