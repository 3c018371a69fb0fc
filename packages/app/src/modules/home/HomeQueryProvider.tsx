import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ReactNode, useState } from 'react';

/**
 * One cache for everything on Home, for as long as it is open. Signals tell
 * when to read again, so nothing goes stale by itself.
 */
export function HomeQueryProvider(props: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: Infinity,
            refetchOnReconnect: 'always',
            refetchOnWindowFocus: 'always',
            retry: 1,
          },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}
