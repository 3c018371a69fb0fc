import { ReactNode, useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from './createQueryClient';

function DeliveryWrapper(props: { children: ReactNode; value: QueryClient }) {
  return (
    <QueryClientProvider client={props.value}>
      {props.children}
    </QueryClientProvider>
  );
}

function useSharedQueryClient(): QueryClient {
  const [client] = useState(createQueryClient);
  return client;
}

/** One query client for every extension of the plugin, tab and card alike. */
export function createWrapper() {
  return {
    useWrapperValue: useSharedQueryClient,
    component: DeliveryWrapper,
  };
}
