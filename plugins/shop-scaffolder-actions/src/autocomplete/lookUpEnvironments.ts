import { parseEntityRef, RELATION_PART_OF } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { z } from 'zod';
import {
  EnvironmentPlace,
  readEnvironmentPlaces,
  readPossiblePlaces,
} from '../config';
import type { DeploymentRepository } from '../deployment';
import type { ServiceNames } from '../names';
import type { Lookup } from './createLookupHandler';

const contextSchema = z.union([
  z.object({ service: z.string().max(100) }),
  z.object({ system: z.string().max(100) }),
]);

/**
 * Answers which environments a service could get in addition, or which a new
 * service of a system gets.
 */
export function lookUpEnvironments(options: {
  config: Config;
  names: ServiceNames;
  deployment: DeploymentRepository;
}): Lookup {
  const { config, names, deployment } = options;
  return async (context, signal) => {
    const { data } = contextSchema.safeParse(context);
    if (data && 'system' in data) {
      return readEnvironmentPlaces(config, data.system).map(toResult);
    }
    if (!data || describeServiceNameProblem(data.service)) {
      throw new InputError('The context needs the name of a service or system');
    }
    const entity = await names.findEntity(`component:default/${data.service}`);
    const system = entity?.relations?.find(
      ({ type }) => type === RELATION_PART_OF,
    )?.targetRef;
    if (!system) {
      return [];
    }
    const existing = await deployment.listEnvironments(data.service, signal);
    return readPossiblePlaces(config, parseEntityRef(system).name)
      .filter(({ environment }) => !existing.includes(environment))
      .map(toResult);
  };
}

function toResult({ environment, cluster, namespace }: EnvironmentPlace) {
  return { id: environment, title: `${cluster}, ${namespace}` };
}
