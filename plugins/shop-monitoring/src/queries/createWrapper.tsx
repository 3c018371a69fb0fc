import { ReactNode, useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from './createQueryClient';

function MonitoringWrapper(props: { children: ReactNode; value: QueryClient }) {
  return (
    <QueryClientProvider client={props.value}>
      {props.children}
    </QueryClientProvider>
  );
}

function useClient(): QueryClient {
  const [client] = useState(createQueryClient);
  return client;
}

/** What every extension of the plugin shares: one query client. */
export function createWrapper() {
  return { useWrapperValue: useClient, component: MonitoringWrapper };
}
