import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import {
  describeTakenServiceName,
  readTakenServiceNames,
  serviceNameLookup,
} from '@shop-portal/plugin-shop-create-common';
import { lookUp } from '../lookUp';

/** Says who has the name already, or `undefined` where it is free. */
export async function lookUpServiceName(
  scaffolderApi: ScaffolderApi,
  name: string,
): Promise<string | undefined> {
  const results = await lookUp(scaffolderApi, serviceNameLookup, { name });
  const [taken] = readTakenServiceNames(results);
  return taken && describeTakenServiceName(name, taken);
}
