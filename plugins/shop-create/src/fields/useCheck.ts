import { useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MILLIS = 400;

/** What is known about something typed. */
export type Check =
  | { status: 'idle' | 'checking' | 'free' | 'unknown' }
  | { status: 'taken'; message: string };

/**
 * Asks whether what was typed is free, once the person stops typing.
 *
 * @param canAsk - false where it is wrong already
 * @param ask - gives the message to show, or `undefined` where it is free
 */
export function useCheck(
  value: string,
  canAsk: boolean,
  ask: (value: string) => Promise<string | undefined>,
): Check {
  const [answer, setAnswer] = useState<{ value: string; check: Check }>();
  const askRef = useRef(ask);
  askRef.current = ask;

  useEffect(() => {
    if (!canAsk) {
      return undefined;
    }
    let current = true;
    const settle = (check: Check) => {
      if (current) {
        setAnswer({ value, check });
      }
    };
    const timer = setTimeout(async () => {
      settle({ status: 'checking' });
      try {
        const message = await askRef.current(value);
        settle(message ? { status: 'taken', message } : { status: 'free' });
      } catch {
        settle({ status: 'unknown' });
      }
    }, TYPING_PAUSE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [value, canAsk]);

  return canAsk && answer?.value === value ? answer.check : { status: 'idle' };
}
