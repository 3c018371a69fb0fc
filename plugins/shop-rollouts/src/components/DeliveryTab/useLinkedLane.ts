import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/** Brings the lane that the address names into view, once it is drawn. */
export function useLinkedLane(isReady: boolean): void {
  const { hash } = useLocation();
  const shown = useRef<string>();

  useEffect(() => {
    if (!isReady || !hash || shown.current === hash) {
      return;
    }
    const lane = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (lane) {
      shown.current = hash;
      lane.scrollIntoView?.({ block: 'start' });
      lane.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    }
  }, [hash, isReady]);
}
