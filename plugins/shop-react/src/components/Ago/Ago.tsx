import {
  agoInSentence,
  formatAge,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useNow } from '../../hooks/useNow';
import { formatAbsoluteTime } from './formatAbsoluteTime';
import styles from './Ago.module.css';

const MINUTE_MS = 60_000;

/** @public */
export interface AgoProps {
  /** ISO time. */
  since: string;
  /** Says `12 min ago`, as sentences need it. */
  inSentence?: boolean;
}

/**
 * How long ago something was; the absolute time shows on hover. It ticks each
 * minute and is never announced.
 * @public
 */
export function Ago(props: AgoProps) {
  const now = useNow(MINUTE_MS);
  const format = props.inSentence ? agoInSentence : formatAge;
  return (
    <time
      dateTime={props.since}
      title={formatAbsoluteTime(props.since)}
      className={styles.ago}
    >
      {format(props.since, now)}
    </time>
  );
}
