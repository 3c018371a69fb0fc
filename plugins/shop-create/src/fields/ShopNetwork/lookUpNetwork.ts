import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import {
  describeTakenNetwork,
  networksLookup,
} from '@shop-portal/plugin-shop-create-common';
import { lookUp } from '../lookUp';

/** Says which environment has the network, or `undefined` where none has. */
export async function lookUpNetwork(
  scaffolderApi: ScaffolderApi,
  cidr: string,
): Promise<string | undefined> {
  const results = await lookUp(scaffolderApi, networksLookup);
  return describeTakenNetwork(
    cidr,
    results.map(({ id, title = id }) => ({ cidr: id, environment: title })),
  );
}
