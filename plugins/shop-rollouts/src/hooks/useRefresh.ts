import { useCallback, useRef } from 'react';
import { QueryKey, useQueryClient } from '@tanstack/react-query';

/**
 * Reads a query again. However many ask while it is being read, it is read
 * just once more afterwards, so that the last change is never missed and a
 * burst of signals never becomes a burst of requests.
 */
export function useRefresh(queryKey: QueryKey): () => Promise<void> {
  const client = useQueryClient();
  const state = useRef({ isRunning: false, isWanted: false });
  const hash = JSON.stringify(queryKey);

  return useCallback(async () => {
    state.current.isWanted = true;
    if (state.current.isRunning) {
      return;
    }
    state.current.isRunning = true;
    try {
      while (state.current.isWanted) {
        state.current.isWanted = false;
        await client.refetchQueries({ queryKey: JSON.parse(hash) });
      }
    } finally {
      state.current.isRunning = false;
    }
  }, [client, hash]);
}
