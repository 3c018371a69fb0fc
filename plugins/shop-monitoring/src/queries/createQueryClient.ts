import { QueryClient } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';

const MAX_RETRIES = 1;

function isWorthRetrying(error: Error): boolean {
  return !(error instanceof ResponseError) || error.statusCode >= 500;
}

/** A client that keeps what it read on the screen while it reads again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        placeholderData: (previous: unknown) => previous,
        retry: (failures, error) =>
          failures < MAX_RETRIES && isWorthRetrying(error),
      },
    },
  });
}
