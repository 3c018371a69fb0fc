import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  describeServiceNameProblem,
  describeScalingProblem,
} from '@shop-portal/plugin-shop-create-common';
import { EnvironmentPlace, readPossiblePlaces } from '../config';
import type { Workload } from '../deployment';
import type { PreflightResult, PreflightSources, PreflightTask } from './types';

/** A service, and the environment that it shall get. */
export interface OverlayAnswers {
  service: string;
  environment: string;
  promotion: 'automatic' | 'person';
  reachable: boolean;
  minimumPods?: number;
  maximumPods?: number;
}

/** What an overlay has to know of its service and its environment. */
export interface OverlayPlan {
  entityRef: string;
  system: string;
  image: string;
  place: EnvironmentPlace;
  workload: Workload;
}

/**
 * Checks that a service can get an overlay for another environment. Says who
 * owns the service, where it has an owner.
 */
export async function checkOverlay(
  answers: OverlayAnswers,
  sources: PreflightSources,
  task: PreflightTask,
): Promise<PreflightResult<OverlayPlan | undefined> & { owner?: string }> {
  const { service, environment, minimumPods, maximumPods } = answers;
  const nameProblem = describeServiceNameProblem(service);
  if (nameProblem) {
    return { problems: [nameProblem], output: undefined };
  }
  const entityRef = `component:default/${service}`;
  const entity = await sources.names.findEntity(entityRef);
  const owner = findRelation(entity, RELATION_OWNED_BY, 'group');
  const system = findRelation(entity, RELATION_PART_OF, 'system');
  if (!entity || !owner || !system) {
    const problem = entity
      ? `${service} has no owner or no system in the catalog.`
      : `${service} is not in the catalog.`;
    return { problems: [problem], output: undefined };
  }
  const deployed = await sources.deployment.readService(service, task.signal);
  if (!deployed?.workload) {
    return {
      problems: [
        `${service} has no base with a Rollout or a Deployment of its name in ${deploymentSlug(
          sources,
        )}.`,
      ],
      output: undefined,
      owner,
    };
  }
  const { workload, environments } = deployed;
  const systemName = parseEntityRef(system).name;
  const place = readPossiblePlaces(sources.config, systemName).find(
    each => each.environment === environment,
  );
  const problems = await task.once(
    `overlay.${service}.${environment}`,
    async () =>
      environments.includes(environment)
        ? [`${service} has ${environment} already.`]
        : [],
  );
  if (!place) {
    problems.push(`${systemName} has no place in ${environment}.`);
  }
  if (answers.promotion === 'person' && !workload.blueGreen) {
    problems.push(
      `${service} has no preview, so nothing can wait for a person. Choose "Live as soon as it is ready".`,
    );
  }
  if (answers.reachable && !workload.service) {
    problems.push(`${service} has no Service that could be reached.`);
  }
  if (minimumPods !== undefined && maximumPods !== undefined) {
    const scaling = describeScalingProblem(minimumPods, maximumPods);
    problems.push(...(scaling ? [scaling] : []));
  }
  return {
    problems,
    owner,
    output: place && {
      entityRef,
      system: systemName,
      image: `${sources.shopCreate.registry}/${service}`,
      place,
      workload,
    },
  };
}

function deploymentSlug({ shopCreate }: PreflightSources): string {
  return `${shopCreate.github.owner}/${shopCreate.github.deploymentRepository}`;
}

function findRelation(
  entity: Entity | undefined,
  type: string,
  kind: string,
): string | undefined {
  return entity?.relations?.find(
    relation =>
      relation.type === type &&
      parseEntityRef(relation.targetRef).kind === kind,
  )?.targetRef;
}
