import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  configApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { HomeRole } from '@shop-portal/plugin-shop-react';
import { useQuery } from '@tanstack/react-query';

/** What Home is drawn for, undefined until it is known. */
export function useCurrentHomeRole(): HomeRole | undefined {
  const identityApi = useApi(identityApiRef);
  const config = useApi(configApiRef);
  const { data } = useQuery({
    queryKey: ['home', 'role'],
    queryFn: async (): Promise<HomeRole> => {
      const { userEntityRef, ownershipEntityRefs } =
        await identityApi.getBackstageIdentity();
      const isIn = (key: string) =>
        (config.getOptionalStringArray(`shopPermissionPolicy.${key}`) ?? [])
          .map(toGroupRef)
          .some(group => ownershipEntityRefs.includes(group));
      if (isIn('operatorsGroups')) {
        return 'operator';
      }
      if (isIn('platformGroups')) {
        return 'platform';
      }
      return ownershipEntityRefs.every(ref => ref === userEntityRef)
        ? 'viewer'
        : 'developer';
    },
  });
  return data;
}

/** A bare name means a group, as it does for the policy. */
function toGroupRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' }));
}
