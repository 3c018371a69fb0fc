import {
  Application,
  ApplicationStatus,
  Operation,
  OperationState,
  timestamp,
} from './Application';
import { Comparison } from './compareApplication';

const HISTORY_LIMIT = 10;

/** The Application with what a comparison found. */
export function withComparison(
  application: Application,
  comparison: Comparison,
  images: string[],
): Application {
  const { revision, status, health, resources } = comparison;
  const { conditions: _mended, ...before } = application.status ?? {};
  return withStatus(
    { ...application, status: before },
    {
      health: { status: health },
      resources: resources.map(resource => resource.status),
      summary: { images },
      sync: { revision, status },
    },
  );
}

/** The Application after a comparison that could not be made. */
export function withComparisonError(
  application: Application,
  message: string,
): Application {
  const { conditions = [], health, sync } = application.status ?? {};
  const isKnown = conditions.some(condition => condition.message === message);
  const lastTransitionTime = timestamp();
  return withStatus(application, {
    conditions: isKnown
      ? conditions
      : [{ type: 'ComparisonError', message, lastTransitionTime }],
    health: health ?? { status: 'Unknown' },
    sync: { ...sync, status: 'Unknown' },
  });
}

/** The last operation is forgotten as soon as another one is requested. */
export function withRequest(
  application: Application,
  operation: Operation,
): Application {
  return {
    ...withStatus(application, { operationState: undefined }),
    operation,
  };
}

export function withOperationBegin(
  application: Application,
  operation: Operation,
): Application {
  const startedAt = timestamp();
  const operationState = { operation, phase: 'Running', startedAt };
  return { ...withStatus(application, { operationState }), operation };
}

export function withOperationEnd(
  application: Application,
  end: Pick<OperationState, 'phase' | 'message' | 'syncResult'>,
): Application {
  const { operation = {}, ...idle } = application;
  const finishedAt = timestamp();
  const begun = application.status?.operationState;
  const startedAt = begun && !begun.finishedAt ? begun.startedAt : finishedAt;
  const operationState = { operation, startedAt, ...end, finishedAt };
  const finished = withStatus(idle, { operationState });
  // Taking back a drift is no deployment.
  return end.phase === 'Succeeded' && !operation.sync?.autoHealAttemptsCount
    ? withHistory(finished, operationState)
    : finished;
}

function withHistory(
  application: Application,
  { operation, startedAt, finishedAt = startedAt, syncResult }: OperationState,
): Application {
  const { status, spec } = application;
  const history = status?.history ?? [];
  const entry = {
    id: (history.at(-1)?.id ?? -1) + 1,
    deployStartedAt: startedAt,
    deployedAt: finishedAt,
    initiatedBy: operation.initiatedBy,
    revision: syncResult?.revision,
    source: spec.source,
  };
  return withStatus(application, {
    history: [...history, entry].slice(-HISTORY_LIMIT),
  });
}

function withStatus(
  application: Application,
  change: Partial<ApplicationStatus>,
): Application {
  return { ...application, status: { ...application.status, ...change } };
}
