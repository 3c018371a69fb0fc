import { useContext, useEffect, useRef } from 'react';
import { Delivery } from '@shop-portal/plugin-shop-rollouts-common';
import { OperationFollowerContext } from '../queries/OperationFollowerContext';
import { useEntityTabHref } from '@shop-portal/plugin-shop-react';

/** When a person leaves the tab, their open actions are followed on. */
export function useFollowAfterLeaving(
  delivery: Delivery,
  currentUser: string | undefined,
): void {
  const follower = useContext(OperationFollowerContext);
  const href = useEntityTabHref()(delivery.entityRef, 'delivery');
  const latest = useRef({ delivery, currentUser, href });
  const { entityRef } = delivery;

  useEffect(() => {
    latest.current = { delivery, currentUser, href };
  });

  useEffect(() => {
    follower?.unfollow(entityRef);
    return () => {
      const last = latest.current;
      follower?.follow(
        entityRef,
        last.delivery.recentOperations.filter(
          ({ requestedBy }) => requestedBy === last.currentUser,
        ),
        last.href,
      );
    };
  }, [entityRef, follower]);
}
