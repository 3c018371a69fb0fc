import { useState } from 'react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ActionDialog } from '@shop-portal/plugin-shop-react';
import {
  ApplicationView,
  DeliveryEnvironment,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { ProductionBadge } from '../ProductionBadge';
import styles from './dialogs.module.css';

export interface SyncDialogProps {
  view: ApplicationView;
  environment: DeliveryEnvironment;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before Argo CD applies what Git says. */
export function SyncDialog(props: SyncDialogProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const [isPending, setIsPending] = useState(false);
  const { target, revision, outOfSyncResources } = props.view;
  const changed = outOfSyncResources.filter(resource => !resource.prune);
  const removed = outOfSyncResources.filter(resource => resource.prune);

  const confirm = async () => {
    setIsPending(true);
    await props.onConfirm();
    props.onClose();
  };

  return (
    <ActionDialog
      title={
        revision
          ? t('dialog.sync.title', {
              application: target.name,
              revision: revision.slice(0, 7),
            })
          : t('dialog.sync.titleWithoutRevision', {
              application: target.name,
            })
      }
      titleBadge={props.environment.production && <ProductionBadge />}
      confirmLabel={
        changed.length > 0
          ? t('dialog.sync.confirm', { count: changed.length })
          : t('dialog.sync.confirmWithoutChange')
      }
      variant="secondary"
      isPending={isPending}
      onConfirm={confirm}
      onClose={props.onClose}
    >
      <Text as="p" variant="body-medium" className={styles.text}>
        {changed.length > 0
          ? t('dialog.sync.changes')
          : t('dialog.sync.noChanges')}
      </Text>
      {changed.length > 0 && (
        <ul className={styles.list}>
          {changed.map(({ kind, name }) => (
            <li key={`${kind}/${name}`}>{`${kind} ${name}`}</li>
          ))}
        </ul>
      )}
      <Text as="p" variant="body-medium" className={styles.text}>
        {t('dialog.sync.pruneOff')}
        {removed.length > 0 &&
          ` ${t('dialog.sync.stays', {
            names: removed
              .map(({ kind, name }) => `${kind} ${name}`)
              .join(', '),
          })}`}
      </Text>
    </ActionDialog>
  );
}
