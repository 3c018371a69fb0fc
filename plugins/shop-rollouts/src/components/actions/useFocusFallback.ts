import { useCallback, useContext, useEffect, useRef } from 'react';
import { LaneHeadingContext } from './LaneHeadingContext';

/** A closing dialog gives the focus back first, in the next frames. */
const AFTER_DIALOG_MS = 100;

/**
 * When the button that a person pressed is gone with the state it belonged
 * to, the focus goes to the heading of the lane instead of nowhere.
 */
export function useFocusFallback(
  ...changes: [pending: string | undefined, state: string]
): () => void {
  const heading = useContext(LaneHeadingContext);
  const wasPressed = useRef(false);
  const [pending, state] = changes;

  useEffect(() => {
    if (!wasPressed.current || pending) {
      return undefined;
    }
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) {
        heading?.current?.focus();
      }
    }, AFTER_DIALOG_MS);
    return () => clearTimeout(timer);
  }, [heading, pending, state]);

  return useCallback(() => {
    wasPressed.current = true;
  }, []);
}
