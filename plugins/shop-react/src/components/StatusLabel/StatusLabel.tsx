import { ReactElement } from 'react';
import styles from './StatusLabel.module.css';

/** @public */
export type StatusLabelTone =
  | 'positive'
  | 'announcement'
  | 'warning'
  | 'negative'
  | 'neutral';

/** @public */
export interface StatusLabelProps {
  tone: StatusLabelTone;
  /** A Remix icon; hidden from screen readers, the words say it all. */
  icon: ReactElement;
  children: string;
  /** Drawn on a background; for lane headers and Health only. */
  isPill?: boolean;
}

/**
 * A status as icon and words, never as colour alone.
 * @public
 */
export function StatusLabel(props: StatusLabelProps) {
  return (
    <span
      className={styles.label}
      data-tone={props.tone}
      data-pill={props.isPill || undefined}
    >
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <span>{props.children}</span>
    </span>
  );
}
