import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { shopRolloutsApiRef } from '@shop-portal/plugin-shop-rollouts';
import { useQuery } from '@tanstack/react-query';

/**
 * Whom Home is drawn for: a `viewer` is in no team, an `owner` has services of
 * their own, a `keeper` looks after everybody's.
 */
export type HomeAudience = 'viewer' | 'owner' | 'keeper';

/**
 * Decides only what comes first on Home; what a person may do is decided by the
 * backend. Undefined until it is known.
 */
export function useHomeAudience(): HomeAudience | undefined {
  const identityApi = useApi(identityApiRef);
  const shopRolloutsApi = useApi(shopRolloutsApiRef);
  const { data, isError } = useQuery({
    queryKey: ['home', 'audience'],
    queryFn: async ({ signal }): Promise<HomeAudience> => {
      const { userEntityRef, ownershipEntityRefs } =
        await identityApi.getBackstageIdentity();
      if (ownershipEntityRefs.every(ref => ref === userEntityRef)) {
        return 'viewer';
      }
      const mine = await shopRolloutsApi.getSummaries('mine', signal);
      return mine.length > 0 ? 'owner' : 'keeper';
    },
  });
  // The card of own services says what is wrong, and offers to try again.
  return isError ? 'owner' : data;
}
