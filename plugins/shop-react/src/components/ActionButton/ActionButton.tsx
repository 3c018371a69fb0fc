import { forwardRef, useId } from 'react';
import { Button, ButtonProps } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import { useAnnounce } from '../LiveRegion';
import { ActionReason } from './ActionReason';
import styles from './ActionButton.module.css';

/** @public */
export interface ActionButtonProps
  extends Omit<ButtonProps, 'isDisabled' | 'aria-disabled' | 'onPress'> {
  onPress: () => void;
  /** Why the action is not possible now. Makes the button inactive. */
  reason?: string;
  /**
   * The `ActionReason` that shows the reason, where several buttons share
   * one. Without it the button shows the reason itself.
   */
  reasonId?: string;
}

/**
 * A button that stays focusable while its action is not possible: a press
 * then leads to the reason instead.
 * @public
 */
export const ActionButton = forwardRef<HTMLButtonElement, ActionButtonProps>(
  (props, ref) => {
    const { onPress, reason, reasonId, className, iconStart, ...rest } = props;
    const announce = useAnnounce();
    const ownReasonId = useId();
    const isInactive = reason !== undefined;
    const describedBy = reasonId ?? ownReasonId;

    const handlePress = () => {
      if (!isInactive) {
        onPress();
        return;
      }
      document.getElementById(describedBy)?.focus();
      announce(reason);
    };

    const button = (
      <Button
        {...rest}
        ref={ref}
        onPress={handlePress}
        aria-disabled={isInactive || undefined}
        aria-describedby={isInactive ? describedBy : rest['aria-describedby']}
        variant={isInactive ? 'secondary' : rest.variant}
        destructive={isInactive ? false : rest.destructive}
        iconStart={
          isInactive ? <RiLockLine size={16} aria-hidden="true" /> : iconStart
        }
        className={[className, isInactive ? styles.inactive : undefined]
          .filter(Boolean)
          .join(' ')}
      />
    );

    if (!isInactive || reasonId) {
      return button;
    }
    return (
      <span className={styles.withReason}>
        {button}
        <ActionReason id={ownReasonId}>{reason}</ActionReason>
      </span>
    );
  },
);
ActionButton.displayName = 'ActionButton';
