import { useQuery } from '@tanstack/react-query';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Full entity reference of the signed-in person, once known. */
export function useCurrentUserRef(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['shop-rollouts', 'current-user'],
    queryFn: async () => (await identity.getBackstageIdentity()).userEntityRef,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  return data;
}
