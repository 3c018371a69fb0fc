import { useEffect, useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

/** Parameter of deep links: this lane is open from the start. */
const ENVIRONMENT_PARAM = 'env';

export interface OpenLanes {
  open: Set<string>;
  setOpen: (names: Set<string>) => void;
}

/**
 * Which lanes are open. One that needs a person, is not well or moves opens
 * by itself, also later; none is ever folded under somebody's eyes.
 */
export function useOpenLanes(activeNames: string[]): OpenLanes {
  const [searchParams] = useSearchParams();
  const { hash } = useLocation();
  const linked = searchParams.get(ENVIRONMENT_PARAM) ?? hash.slice(1);
  const [open, setOpen] = useState<Set<string>>(
    () => new Set(linked ? [linked] : []),
  );
  const active = useMemo(() => activeNames.join('\n'), [activeNames]);

  useEffect(() => {
    const names = active.split('\n').filter(Boolean);
    if (names.length > 0) {
      setOpen(current => new Set([...current, ...names]));
    }
  }, [active]);

  return { open, setOpen };
}
