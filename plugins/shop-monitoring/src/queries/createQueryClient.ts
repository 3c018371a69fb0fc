import { QueryClient } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';

const MAX_RETRIES = 1;

function isWorthRetrying(error: Error): boolean {
  return !(error instanceof ResponseError) || error.statusCode >= 500;
}

/** A client that asks again where that may help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < MAX_RETRIES && isWorthRetrying(error),
      },
    },
  });
}
