import { ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopReactTranslationRef } from '../../translation';
import { useInitialFocus } from '../../hooks/useInitialFocus';
import { usePressGuard } from './usePressGuard';
import styles from './ActionDialog.module.css';

/** @public */
export interface ActionDialogProps {
  title: string;
  /** Part of the title, for example a badge that says `Production`. */
  titleBadge?: ReactNode;
  /** From and to, what happens, checks, reason: in this order. */
  children: ReactNode;
  /** Repeats verb and object, for example `Promote 9f31c02`. */
  confirmLabel: string;
  cancelLabel?: string;
  variant?: 'primary' | 'secondary';
  isDestructive?: boolean;
  /** Takes the focus first: a required field of the body, else a button. */
  initialFocus?: 'confirm' | 'cancel' | 'body';
  isPending?: boolean;
  onConfirm: () => void;
  /** Called by Cancel, the close button and Escape. */
  onClose: () => void;
}

/**
 * The dialog in front of an action. A click outside does nothing, and the
 * confirm button ignores the second half of a double click on the trigger.
 * @public
 */
export function ActionDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  const guardedConfirm = usePressGuard(props.onConfirm);
  const initialFocus =
    props.initialFocus ?? (props.isDestructive ? 'cancel' : 'confirm');
  const cancelRef = useInitialFocus(initialFocus === 'cancel');
  const confirmRef = useInitialFocus(initialFocus === 'confirm');

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={isOpen => !isOpen && props.onClose()}
      width={560}
      className={styles.dialog}
    >
      <DialogHeader>
        <span className={styles.title}>
          {props.title} {props.titleBadge}
        </span>
      </DialogHeader>
      <DialogBody>
        <div className={styles.body}>{props.children}</div>
      </DialogBody>
      <DialogFooter className={styles.footer}>
        <Button
          variant="secondary"
          size="medium"
          ref={cancelRef}
          onPress={props.onClose}
        >
          {props.cancelLabel ?? t('cancel')}
        </Button>
        <Button
          variant={props.variant ?? 'primary'}
          size="medium"
          destructive={props.isDestructive}
          ref={confirmRef}
          isPending={props.isPending}
          onPress={guardedConfirm}
        >
          {props.confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
