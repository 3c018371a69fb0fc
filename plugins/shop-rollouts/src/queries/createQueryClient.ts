import { QueryClient } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';

const MAX_RETRIES = 2;

function isWorthRetrying(error: Error): boolean {
  return !(error instanceof ResponseError) || error.statusCode >= 500;
}

/**
 * A client that reads only when told: at first, on a signal, when the browser
 * is back online and when the person is back in the window.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnReconnect: 'always',
        refetchOnWindowFocus: 'always',
        retry: (failures, error) =>
          failures < MAX_RETRIES && isWorthRetrying(error),
      },
    },
  });
}
