import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import {
  describeTakenServiceName,
  readTakenServiceNames,
  serviceNameLookup,
} from '@shop-portal/plugin-shop-create-common';

/** Says who has the name already, or `undefined` where it is free. */
export async function lookUpServiceName(
  scaffolderApi: ScaffolderApi,
  name: string,
): Promise<string | undefined> {
  const { results } = await scaffolderApi.autocomplete({
    ...serviceNameLookup,
    context: { name },
    // The scaffolder insists on a person's token for the source code host.
    // This lookup uses the portal's own.
    token: 'unused',
  });
  const [taken] = readTakenServiceNames(results);
  return taken && describeTakenServiceName(name, taken);
}
