import { RiWifiOffLine } from '@remixicon/react';
import styles from './StaleNote.module.css';

/** @public */
export interface StaleNoteProps {
  /** Who has not answered since when, and what that means. */
  children: string;
}

/**
 * Says that something is shown as it was last known.
 * @public
 */
export function StaleNote(props: StaleNoteProps) {
  return (
    <p className={styles.note}>
      <RiWifiOffLine size={16} aria-hidden="true" />
      <span>{props.children}</span>
    </p>
  );
}
