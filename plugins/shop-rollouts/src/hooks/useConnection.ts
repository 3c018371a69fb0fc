import { useCallback, useEffect, useRef, useState } from 'react';
import { useSyncExternalStore } from 'react';
import { onlineManager } from '@tanstack/react-query';

/** The backend shows a sign of life more often than this, if it does at all. */
const SILENCE_MS = 35_000;

/** So long a lost connection is not worth stopping anybody's work. */
const GRACE_MS = 15_000;

/** Whether what is on the screen still follows what happens. */
export interface Connection {
  isLive: boolean;
  /** Lost for so long that nobody should act on what is shown. */
  isTooOld: boolean;
  /** When something was heard last. */
  lastContactAt?: string;
}

export interface ConnectionInput {
  /** Time of the last answer, in milliseconds; 0 before the first one. */
  lastAnswerAt: number;
  /** The last read did not reach the backend. */
  hasFailed: boolean;
}

export interface ConnectionState extends Connection {
  /** To be called for every signal; an empty one promises that more come. */
  heard: (isSignOfLife: boolean) => void;
}

function useDelayed(value: boolean, delayMs: number): boolean {
  const [delayed, setDelayed] = useState(false);
  useEffect(() => {
    if (!value) {
      setDelayed(false);
      return undefined;
    }
    const timer = setTimeout(() => setDelayed(true), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return delayed;
}

/**
 * Notices when the browser is offline, a read fails, or the backend's signs of
 * life stop after they once came.
 */
export function useConnection(input: ConnectionInput): ConnectionState {
  const isOnline = useSyncExternalStore(
    onChange => onlineManager.subscribe(onChange),
    () => onlineManager.isOnline(),
  );
  const [lastSignalAt, setLastSignalAt] = useState(0);
  const [isSilent, setIsSilent] = useState(false);
  const silence = useRef<ReturnType<typeof setTimeout>>();

  const heard = useCallback((isSignOfLife: boolean) => {
    setLastSignalAt(Date.now());
    setIsSilent(false);
    if (isSignOfLife || silence.current !== undefined) {
      clearTimeout(silence.current);
      silence.current = setTimeout(() => setIsSilent(true), SILENCE_MS);
    }
  }, []);

  useEffect(() => () => clearTimeout(silence.current), []);

  const isLive = isOnline && !input.hasFailed && !isSilent;
  const isTooOld = useDelayed(!isLive, GRACE_MS);
  const lastContact = Math.max(input.lastAnswerAt, lastSignalAt);

  return {
    isLive,
    isTooOld,
    lastContactAt:
      lastContact > 0 ? new Date(lastContact).toISOString() : undefined,
    heard,
  };
}
