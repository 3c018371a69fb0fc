import { useCallback, useEffect, useRef, useState } from 'react';

/** Something to choose. */
export interface Option {
  value: string;
  label: string;
}

/** What there is to choose, or that it could not be read. */
export type Options =
  | { status: 'loading' | 'failed' }
  | { status: 'ready'; options: Option[] };

/**
 * Reads what there is to choose, again whenever the key changes.
 *
 * @param key - what the options depend on; without it nothing is read
 */
export function useOptions(
  key: string | undefined,
  read: (key: string) => Promise<Option[]>,
): Options & { retry(): void } {
  const [state, setState] = useState<{ key?: string; options: Options }>({
    options: { status: 'loading' },
  });
  const [attempt, setAttempt] = useState(0);
  const readRef = useRef(read);
  readRef.current = read;

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    let current = true;
    readRef.current(key).then(
      options =>
        current && setState({ key, options: { status: 'ready', options } }),
      () => current && setState({ key, options: { status: 'failed' } }),
    );
    return () => {
      current = false;
    };
  }, [key, attempt]);

  const retry = useCallback(() => {
    setState({ options: { status: 'loading' } });
    setAttempt(previous => previous + 1);
  }, []);

  const options: Options =
    state.key === key && key !== undefined
      ? state.options
      : { status: 'loading' };
  return { ...options, retry };
}
