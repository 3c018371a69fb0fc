import { useCallback, useEffect, useId, useState } from 'react';
import { useAnnounce } from '@shop-portal/plugin-shop-react';

/** A closing menu gives the focus back first, in the next frames. */
const AFTER_MENU_MS = 100;

/**
 * A reason that a person asked for through the menu: it is shown, gets the
 * focus and is announced.
 */
export function useReason() {
  const announce = useAnnounce();
  const id = useId();
  const [reason, setReason] = useState<string>();
  const [asked, setAsked] = useState(0);

  const show = useCallback(
    (text: string) => {
      setReason(text);
      setAsked(count => count + 1);
      announce(text);
    },
    [announce],
  );

  useEffect(() => {
    if (asked === 0) {
      return undefined;
    }
    const timer = setTimeout(
      () => document.getElementById(id)?.focus(),
      AFTER_MENU_MS,
    );
    return () => clearTimeout(timer);
  }, [asked, id]);

  const hide = useCallback(() => setReason(undefined), []);

  return { id, reason, show, hide };
}
