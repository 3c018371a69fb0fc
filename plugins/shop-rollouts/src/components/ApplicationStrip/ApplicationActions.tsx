import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ActionButton, ActionReason } from '@shop-portal/plugin-shop-react';
import {
  ApplicationAction,
  ApplicationView,
  DeliveryEnvironment,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useDeliveryAction } from '../../hooks/useDeliveryAction';
import { shopRolloutsTranslationRef } from '../../translation';
import { applicationActionNeedsDialog } from '../actions/needsDialog';
import { OutcomeLine } from '../actions/OutcomeLine';
import { useReasons } from '../actions/useReasons';
import { useDeliveryContext } from '../DeliveryContext';
import { SyncDialog } from '../dialogs/SyncDialog';
import { useOpenDialog } from '../dialogs/useOpenDialog';
import styles from './ApplicationStrip.module.css';

export interface ApplicationActionsProps {
  application: ApplicationView;
  environment: DeliveryEnvironment;
}

/** Sync and Refresh of one application. */
export function ApplicationActions(props: ApplicationActionsProps) {
  const { application, environment } = props;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entityRef } = useDeliveryContext();
  const { actOnApplication, pending, outcome } = useDeliveryAction(entityRef);
  const openDialog = useOpenDialog();
  const { reasons, reasonOf, reasonId } = useReasons(application.actions);

  const press = (action: ApplicationAction) => {
    const send = () => actOnApplication(action, application);
    if (applicationActionNeedsDialog(action, application, environment)) {
      openDialog(close => (
        <SyncDialog
          view={application}
          environment={environment}
          onConfirm={send}
          onClose={close}
        />
      ));
    } else {
      send();
    }
  };

  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        {application.actions.map(offer => {
          const reason = reasonOf(offer);
          const text = t(`action.${offer.action}`);
          return (
            <ActionButton
              key={offer.action}
              size="small"
              variant={offer.action === 'sync' ? 'secondary' : 'tertiary'}
              aria-label={t('action.ofApplication', {
                action: text,
                name: application.target.name,
              })}
              isPending={pending === offer.action}
              reason={reason}
              reasonId={reason && reasonId(reason)}
              onPress={() => press(offer.action)}
            >
              {text}
            </ActionButton>
          );
        })}
      </div>
      {reasons.map(text => (
        <ActionReason key={text} id={reasonId(text)}>
          {text}
        </ActionReason>
      ))}
      {outcome && <OutcomeLine outcome={outcome} environment={environment} />}
    </div>
  );
}
