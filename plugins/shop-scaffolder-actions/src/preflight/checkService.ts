import {
  describeServiceNameProblem,
  describeScalingProblem,
  describeTakenServiceName,
} from '@shop-portal/plugin-shop-create-common';
import { EnvironmentPlace, readEnvironmentPlaces } from '../config';
import { isMadeByTask, listTaken, toTaskUrl } from '../names';
import type { PreflightResult, PreflightSources, PreflightTask } from './types';

/** What a new service is. */
export interface ServiceAnswers {
  name: string;
  description?: string;
  system: string;
  minimumPods?: number;
  maximumPods?: number;
}

/** Where a new service will live. */
export interface ServicePlan {
  image: string;
  environments: EnvironmentPlace[];
}

/** Checks that a name is free, and that its system runs somewhere. */
export async function checkService(
  answers: ServiceAnswers,
  sources: PreflightSources,
  task: PreflightTask,
): Promise<PreflightResult<ServicePlan>> {
  const { name, description, system, minimumPods, maximumPods } = answers;
  const { config, shopCreate, names } = sources;
  const environments = readEnvironmentPlaces(config, system);
  const nameProblem = describeServiceNameProblem(name);
  const problems = nameProblem
    ? [nameProblem]
    : await findNameUse(name, sources, task);
  if (!description) {
    problems.push('The description is empty.');
  }
  if (
    !/^[a-z0-9-]+$/.test(system) ||
    !(await names.findEntity(`system:default/${system}`))
  ) {
    problems.push(`The system ${system} does not exist.`);
  }
  if (environments.length === 0) {
    problems.push(`The system ${system} has no environment.`);
  }
  if (minimumPods !== undefined && maximumPods !== undefined) {
    const scaling = describeScalingProblem(minimumPods, maximumPods);
    problems.push(...(scaling ? [scaling] : []));
  }
  return {
    problems,
    output: { image: `${shopCreate.registry}/${name}`, environments },
  };
}

async function findNameUse(
  name: string,
  { config, shopCreate, names, repositories }: PreflightSources,
  task: PreflightTask,
): Promise<string[]> {
  const use = await names.find(name, task.signal);
  const isOurs = isMadeByTask(use, {
    id: task.id,
    url: toTaskUrl(config.getString('app.baseUrl'), task.id),
    templateRef: task.templateRef,
  });
  if (isOurs) {
    task.log(`An earlier try of this task made ${name}: going on`);
    return [];
  }
  const { owner, deploymentRepository, infrastructureRepository } =
    shopCreate.github;
  const folders = [
    [deploymentRepository, `apps/${name}`],
    [infrastructureRepository, `live/_global/ecr/${name}`],
    [infrastructureRepository, `live/_global/release-role/${name}`],
  ];
  const taken = listTaken(use).map(place =>
    describeTakenServiceName(name, place),
  );
  for (const [repository, folder] of folders) {
    if (
      repository &&
      folder &&
      (await repositories.hasPath(repository, folder, task.signal))
    ) {
      taken.push(
        `"${name}" has a folder in ${owner}/${repository} (${folder}). Choose another name.`,
      );
    }
  }
  return taken;
}
