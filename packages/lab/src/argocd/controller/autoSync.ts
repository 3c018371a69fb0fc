import { Application, Operation, sourceOf } from '../Application';
import { Comparison } from '../compare/compareApplication';

const AUTOMATED_RETRIES = 5;
const HEAL_SETTLE_MILLIS = 1_000;
const HEAL_FIRST_MILLIS = 2_000;
const HEAL_FACTOR = 3;
const HEAL_LIMIT_MILLIS = 300_000;

export type AutoSyncDecision =
  | { kind: 'none' }
  | { kind: 'sync'; operation: Operation; afterMillis: number }
  | { kind: 'failed'; message: string };

/** Whether Argo CD has to sync without being asked. */
export function decideAutoSync(
  application: Application,
  comparison: Comparison,
  revision: string,
): AutoSyncDecision {
  const automated = application.spec.syncPolicy?.automated;
  const outOfSync = comparison.resources.filter(
    ({ status }) => status.status === 'OutOfSync',
  );
  const onlyPruning = outOfSync.every(({ status }) => status.requiresPruning);
  if (
    !automated ||
    application.operation ||
    outOfSync.length === 0 ||
    (onlyPruning && !automated.prune)
  ) {
    return { kind: 'none' };
  }

  const last = application.status?.operationState;
  const attempted =
    last?.syncResult?.revision === revision && !last.operation.sync?.dryRun;
  if (!attempted) {
    return sync(automatedOperation(application, revision));
  }
  if (last.phase !== 'Succeeded') {
    return {
      kind: 'failed',
      message: `Failed last sync attempt to [${revision}]: ${last.message}`,
    };
  }
  if (!automated.selfHeal) {
    return { kind: 'none' };
  }
  const attempts = last.operation.sync?.autoHealAttemptsCount ?? 0;
  const operation = automatedOperation(application, revision);
  return sync(
    {
      ...operation,
      sync: {
        ...operation.sync,
        autoHealAttemptsCount: attempts + 1,
        resources: outOfSync.map(({ status }) => ({
          ...(status.group && { group: status.group }),
          kind: status.kind ?? '',
          name: status.name ?? '',
        })),
      },
    },
    attempts === 0
      ? HEAL_SETTLE_MILLIS
      : Math.min(
          HEAL_FIRST_MILLIS * HEAL_FACTOR ** (attempts - 1),
          HEAL_LIMIT_MILLIS,
        ),
  );
}

function automatedOperation(
  application: Application,
  revision: string,
): Operation {
  const { automated, retry, syncOptions } = application.spec.syncPolicy ?? {};
  return {
    initiatedBy: { automated: true },
    retry: retry ?? { limit: AUTOMATED_RETRIES },
    sync: {
      ...(automated?.prune && { prune: true }),
      revision,
      source: sourceOf(application),
      ...(syncOptions && { syncOptions }),
    },
  };
}

function sync(operation: Operation, afterMillis = 0): AutoSyncDecision {
  return { kind: 'sync', operation, afterMillis };
}
