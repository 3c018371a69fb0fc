import { useRef } from 'react';

/** A second click that was meant for the trigger lands within this time. */
const GUARD_MS = 400;

/**
 * Wraps a press handler so that it ignores presses in the first moments after
 * the component appeared.
 */
export function usePressGuard(onPress: () => void): () => void {
  const openedAt = useRef(Date.now());

  return () => {
    if (Date.now() - openedAt.current >= GUARD_MS) {
      onPress();
    }
  };
}
