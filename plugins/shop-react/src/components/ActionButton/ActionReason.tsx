import { RiLockLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import styles from './ActionButton.module.css';

/** @public */
export interface ActionReasonProps {
  /** Referred to by the `reasonId` of every button it explains. */
  id: string;
  children: string;
}

/**
 * Why one or more actions are inactive, as visible text. It takes the focus
 * when a person presses such a button.
 * @public
 */
export function ActionReason(props: ActionReasonProps) {
  return (
    <Text
      as="p"
      variant="body-small"
      color="secondary"
      className={styles.reason}
      id={props.id}
      tabIndex={-1}
    >
      <RiLockLine size={16} aria-hidden="true" />
      <span>{props.children}</span>
    </Text>
  );
}
