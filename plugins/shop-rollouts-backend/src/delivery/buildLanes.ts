import {
  DeliveryEnvironment,
  DeploymentView,
  Lane,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { targetKey } from '../database/targetKey';
import { LinkedTargets } from './LinkedTargets';
import { ViewBuilder, Viewer } from './ViewBuilder';

/** Sorts everything that was found into one lane for each environment. */
export function buildLanes(
  found: LinkedTargets,
  viewer: Viewer,
  views: ViewBuilder,
  operations: Operation[],
): Lane[] {
  const lanes = new Map<string, Lane>();
  const laneOf = (environment: DeliveryEnvironment): Lane => {
    const lane = lanes.get(environment.name) ?? {
      environment,
      rollouts: [],
      deployments: [],
      applications: [],
    };
    lanes.set(environment.name, lane);
    return lane;
  };
  const newest = newestByTarget(operations);
  for (const entry of found.rollouts) {
    const operation = newest.get(targetKey(entry.target));
    laneOf(views.environmentOfRollout(entry)).rollouts.push(
      views.buildRollout(entry, viewer, operation),
    );
  }
  for (const entry of found.deployments) {
    laneOf(views.environmentOfDeployment(entry)).deployments.push(
      views.buildDeployment(entry),
    );
  }
  for (const entry of found.applications) {
    const operation = newest.get(targetKey(entry.target));
    laneOf(views.environmentOfApplication(entry)).applications.push(
      views.buildApplication(entry, viewer, operation),
    );
  }
  return [...lanes.values()]
    .map(sortLane)
    .sort((a, b) => a.environment.order - b.environment.order);
}

function newestByTarget(operations: Operation[]): Map<string, Operation> {
  const newest = new Map<string, Operation>();
  for (const operation of operations) {
    const key = targetKey(operation.target);
    if (!newest.has(key)) {
      newest.set(key, operation);
    }
  }
  return newest;
}

/** The watch tells no order, and a lane must not jump. */
function sortLane(lane: Lane): Lane {
  return {
    ...lane,
    rollouts: [...lane.rollouts].sort(byTarget),
    // A Deployment beside a Rollout is its template, or not what is released.
    deployments:
      lane.rollouts.length > 0 ? [] : [...lane.deployments].sort(byName),
    applications: [...lane.applications].sort(byTarget),
  };
}

function byName(a: DeploymentView, b: DeploymentView): number {
  return `${a.cluster}/${a.namespace}/${a.name}`.localeCompare(
    `${b.cluster}/${b.namespace}/${b.name}`,
  );
}

function byTarget(
  a: Lane['rollouts' | 'applications'][number],
  b: Lane['rollouts' | 'applications'][number],
): number {
  return targetKey(a.target).localeCompare(targetKey(b.target));
}
