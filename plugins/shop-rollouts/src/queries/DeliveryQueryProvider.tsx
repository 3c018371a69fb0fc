import { PropsWithChildren, useContext, useState } from 'react';
import { QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from './createQueryClient';

/**
 * Brings a query client where there is none yet, for components that are used
 * outside of the plugin's own extensions.
 */
export function DeliveryQueryProvider(props: PropsWithChildren<{}>) {
  const outer = useContext(QueryClientContext);
  const [client] = useState(() => outer ?? createQueryClient());
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}
