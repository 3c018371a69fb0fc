import {
  Application,
  ApplicationStatus,
  ARGOCD_NAMESPACE,
  sourceOf,
  timestamp,
} from '../Application';
import { Comparison } from '../compare/compareApplication';
import { HealthStatusCode } from '../health/resourceHealth';

/** Conditions that each comparison sets anew. */
const RECOMPUTED = ['ComparisonError', 'InvalidSpecError', 'SyncError'];

export type ConditionType =
  | 'ComparisonError'
  | 'InvalidSpecError'
  | 'SyncError';

/** The Application with what a comparison found. */
export function withComparison(
  application: Application,
  found: {
    comparison: Comparison;
    revision: string;
    images: string[];
    /** Whether Git was asked, and not only the cluster looked at. */
    refreshed?: boolean;
  },
): Application {
  const { comparison, revision, images, refreshed } = found;
  const before = application.status?.reconciledAt;
  const { destination } = application.spec;
  const status: ApplicationStatus = {
    ...application.status,
    controllerNamespace: ARGOCD_NAMESPACE,
    health: toHealth(application.status?.health, comparison.health),
    reconciledAt: (!refreshed && before) || timestamp(),
    resourceHealthSource: 'appTree',
    resources: comparison.resources.map(resource => resource.status),
    sourceHydrator: {},
    sourceType: 'Kustomize',
    summary: images.length > 0 ? { images } : {},
    sync: {
      comparedTo: { destination, source: sourceOf(application) },
      revision,
      status: comparison.status,
    },
  };
  return withCondition({ ...application, status }, undefined);
}

/** The Application after a comparison that could not be made. */
export function withComparisonError(
  application: Application,
  condition: { type: ConditionType; message: string },
): Application {
  const { destination, source } = application.spec;
  const status: ApplicationStatus = {
    ...application.status,
    controllerNamespace: ARGOCD_NAMESPACE,
    health: application.status?.health ?? toHealth(undefined, 'Unknown'),
    reconciledAt: timestamp(),
    sync: {
      ...application.status?.sync,
      comparedTo: { destination, source },
      status: 'Unknown',
    },
  };
  return withCondition({ ...application, status }, condition);
}

/** Replaces the conditions of earlier comparisons. */
export function withCondition(
  application: Application,
  condition: { type: ConditionType; message: string } | undefined,
): Application {
  const before = application.status?.conditions ?? [];
  const kept = before.filter(({ type }) => !RECOMPUTED.includes(type));
  const same = before.find(
    ({ type, message }) =>
      type === condition?.type && message === condition.message,
  );
  const added = condition && {
    ...condition,
    lastTransitionTime: same?.lastTransitionTime ?? timestamp(),
  };
  const conditions = added ? [...kept, added] : kept;
  const { conditions: _before, ...status } = application.status ?? {};
  return {
    ...application,
    status: { ...status, ...(conditions.length > 0 && { conditions }) },
  };
}

function toHealth(
  before: ApplicationStatus['health'],
  status: HealthStatusCode,
): ApplicationStatus['health'] {
  return before?.status === status
    ? before
    : { lastTransitionTime: timestamp(), status };
}
