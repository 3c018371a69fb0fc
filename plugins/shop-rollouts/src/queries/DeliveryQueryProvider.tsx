import { PropsWithChildren, useContext, useState } from 'react';
import { QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { deliveryQueryClientApiRef } from '../api/deliveryQueryClientApiRef';
import { createQueryClient } from './createQueryClient';

/**
 * Brings the query client, for components that are used outside of the
 * plugin's own extensions. A portal on the old frontend has none to share.
 * @public
 */
export function DeliveryQueryProvider(props: PropsWithChildren<{}>) {
  const outer = useContext(QueryClientContext);
  const shared = useApiHolder().get(deliveryQueryClientApiRef);
  const [client] = useState(() => shared ?? outer ?? createQueryClient());
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}
