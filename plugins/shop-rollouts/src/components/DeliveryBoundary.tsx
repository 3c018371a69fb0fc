import { PropsWithChildren } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DrawingBoundary } from '@shop-portal/plugin-shop-react';
import { queryKeys } from '../queries/queryKeys';
import { shopRolloutsTranslationRef } from '../translation';

/** Keeps the page when the delivery of an entity cannot be drawn. */
export function DeliveryBoundary(
  props: PropsWithChildren<{ entityRef: string }>,
) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const client = useQueryClient();
  return (
    <DrawingBoundary
      key={props.entityRef}
      title={t('notDrawn')}
      onRetry={() =>
        client.resetQueries({ queryKey: queryKeys.delivery(props.entityRef) })
      }
    >
      {props.children}
    </DrawingBoundary>
  );
}
