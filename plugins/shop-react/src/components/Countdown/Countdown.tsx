import { formatCountdown } from '@shop-portal/plugin-shop-rollouts-common';
import { useEffect, useRef } from 'react';
import { useNow } from '../../hooks/useNow';
import { useAnnounce } from '../LiveRegion';
import styles from './Countdown.module.css';

const SECOND_MS = 1000;
const LAST_MINUTE = '1:00';

/** @public */
export interface CountdownProps {
  /** ISO time at which it ends. */
  deadline: string;
  /** Names the timer, for example `Time until 9f31c02 goes live`. */
  label: string;
}

/**
 * The time left until a deadline. It ticks each second, and is announced only
 * when it starts and when one minute is left.
 * @public
 */
export function Countdown(props: CountdownProps) {
  const now = useNow(SECOND_MS);
  const announce = useAnnounce();
  const announcedStart = useRef<string>();
  const left = formatCountdown(props.deadline, now);

  useEffect(() => {
    const isStart = announcedStart.current !== props.deadline;
    if (isStart || left === LAST_MINUTE) {
      announcedStart.current = props.deadline;
      announce(`${props.label}: ${left}`);
    }
  }, [announce, left, props.deadline, props.label]);

  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={props.label}
      className={styles.countdown}
    >
      {left}
    </span>
  );
}
