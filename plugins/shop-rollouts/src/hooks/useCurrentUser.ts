import { useQuery } from '@tanstack/react-query';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';

export interface CurrentUser {
  /** Full entity reference. */
  entityRef: string;
  /** In no team: looks at everything and acts on nothing. */
  isViewer: boolean;
}

/** The signed-in person, once known. */
export function useCurrentUser(): CurrentUser | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['shop-rollouts', 'current-user'],
    queryFn: async () => {
      const { userEntityRef, ownershipEntityRefs } =
        await identity.getBackstageIdentity();
      return {
        entityRef: userEntityRef,
        isViewer: ownershipEntityRefs.every(ref => ref === userEntityRef),
      };
    },
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  return data;
}
