import { useState } from 'react';
import { Alert, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ActionDialog, useNow } from '@shop-portal/plugin-shop-react';
import {
  DeliveryEnvironment,
  Operation,
  ReleaseHistory,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { DeliveryCheck } from '../RolloutBlock/deliveryChecks';
import { ProductionBadge } from '../ProductionBadge';
import { ChecksTable } from './ChecksTable';
import { FromTo } from './FromTo';
import { ReasonField } from './ReasonField';
import { rolloutDialogTexts } from './rolloutDialogTexts';
import { useSeenChange } from './useSeenChange';
import styles from './dialogs.module.css';

const SECOND_MS = 1000;

export interface RolloutActionDialogProps {
  action: RolloutAction;
  entityRef: string;
  environment: DeliveryEnvironment;
  /** As it was when the dialog opened. */
  view: RolloutView;
  abort?: Operation;
  checks: DeliveryCheck[];
  readAt: string;
  history?: ReleaseHistory;
  onConfirm: (reason?: string) => Promise<void>;
  onClose: () => void;
}

/** Asks before an action on a Rollout. */
export function RolloutActionDialog(props: RolloutActionDialogProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { view, onClose } = props;
  const now = useNow(SECOND_MS);
  const [reason, setReason] = useState('');
  const [isPending, setIsPending] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const change = useSeenChange(props.entityRef, view);
  const hasChanged = change !== undefined && !isPending;
  const texts = rolloutDialogTexts(props.action, { ...props, now }, t);
  const isReasonMissing = texts.reason === 'required' && reason.trim() === '';

  const confirm = async () => {
    if (hasChanged) {
      onClose();
      return;
    }
    if (isReasonMissing) {
      setHasTried(true);
      return;
    }
    setIsPending(true);
    await props.onConfirm(reason.trim() || undefined);
    onClose();
  };

  return (
    <ActionDialog
      title={texts.title}
      titleBadge={props.environment.production && <ProductionBadge />}
      confirmLabel={hasChanged ? t('dialog.showNewState') : texts.confirm}
      cancelLabel={texts.cancel}
      variant={texts.variant}
      isDestructive={texts.isDestructive && !hasChanged}
      initialFocus={texts.reason === 'required' ? 'body' : undefined}
      isPending={isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {hasChanged && (
        <Alert status="warning" role="alert" icon title={change} />
      )}
      <FromTo
        from={view.live}
        to={view.preview}
        toLabel={texts.toLabel}
        history={props.history}
      />
      {texts.sentences.map(sentence => (
        <Text
          key={sentence}
          as="p"
          variant="body-medium"
          className={styles.text}
        >
          {sentence}
        </Text>
      ))}
      {texts.hasChecks && (
        <ChecksTable checks={props.checks} readAt={props.readAt} />
      )}
      {texts.reason !== 'none' && (
        <ReasonField
          value={reason}
          onChange={setReason}
          isRequired={texts.reason === 'required'}
          error={
            hasTried && isReasonMissing ? t('dialog.reasonMissing') : undefined
          }
        />
      )}
    </ActionDialog>
  );
}
