import { ReactElement, useCallback } from 'react';
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';

/**
 * Opens dialogs in the app's own place for them, where they outlive the
 * button that opened them, with the data of the page that they belong to.
 */
export function useOpenDialog(): (
  render: (close: () => void) => ReactElement,
) => Promise<void> {
  const dialogApi = useApi(dialogApiRef);
  const client = useQueryClient();

  return useCallback(
    render =>
      dialogApi
        .open(({ dialog }) => (
          <QueryClientProvider client={client}>
            {render(() => dialog.close())}
          </QueryClientProvider>
        ))
        .result(),
    [client, dialogApi],
  );
}
