import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './EmptyNote.module.css';

/** @public */
export interface EmptyNoteProps {
  /** One sentence of fact. */
  fact: string;
  /** One sentence of help. */
  help?: string;
  /** At most one button or link, or the lines to copy. */
  children?: ReactNode;
}

/**
 * What stands where nothing can be shown: a fact, help, no picture.
 * @public
 */
export function EmptyNote(props: EmptyNoteProps) {
  return (
    <div className={styles.note}>
      <Text as="p" variant="body-medium">
        {props.fact}
      </Text>
      {props.help && (
        <Text as="p" variant="body-medium" color="secondary">
          {props.help}
        </Text>
      )}
      {props.children}
    </div>
  );
}
