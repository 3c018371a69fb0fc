import { InputError } from '@backstage/errors';
import type { AutocompleteHandler } from '@backstage/plugin-scaffolder-node/alpha';
import {
  describeServiceNameProblem,
  serviceNameLookup,
} from '@shop-portal/plugin-shop-create-common';
import { z } from 'zod';
import { listTaken, ServiceNames } from '../names';

const LOOKUP_TIMEOUT_MILLIS = 10_000;

const contextSchema = z.object({ name: z.string().max(100) });

/** Answers the form's question whether a service's name is free. */
export function createServiceNameHandler(options: {
  names: ServiceNames;
}): AutocompleteHandler {
  return async ({ resource, context }) => {
    if (resource !== serviceNameLookup.resource) {
      throw new InputError(`There is no resource ${resource}`);
    }
    const parsed = contextSchema.safeParse(context);
    if (!parsed.success) {
      throw new InputError('The context needs the name of a service');
    }
    const { name } = parsed.data;
    const problem = describeServiceNameProblem(name);
    if (problem) {
      throw new InputError(problem);
    }
    const use = await options.names.find(
      name,
      AbortSignal.timeout(LOOKUP_TIMEOUT_MILLIS),
    );
    return {
      results: listTaken(use).map(({ place, owner }) => ({
        id: place,
        title: owner,
      })),
    };
  };
}
