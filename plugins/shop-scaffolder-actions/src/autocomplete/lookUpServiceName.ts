import { InputError } from '@backstage/errors';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { z } from 'zod';
import { listTaken, ServiceNames } from '../names';
import type { Lookup } from './createLookupHandler';

const contextSchema = z.object({ name: z.string().max(100) });

/** Answers whether a service's name is free. */
export function lookUpServiceName(names: ServiceNames): Lookup {
  return async (context, signal) => {
    const { data } = contextSchema.safeParse(context);
    if (!data) {
      throw new InputError('The context needs the name of a service');
    }
    const problem = describeServiceNameProblem(data.name);
    if (problem) {
      throw new InputError(problem);
    }
    const use = await names.find(data.name, signal);
    return listTaken(use).map(({ place, owner }) => ({
      id: place,
      title: owner,
    }));
  };
}
