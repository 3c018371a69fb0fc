import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiQuestionLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusLabel, useNow } from '@shop-portal/plugin-shop-react';
import {
  ApplicationView,
  formatAge,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

const SECOND_MS = 1000;

function SyncingLabel(props: { application: ApplicationView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const now = useNow(SECOND_MS);
  const { operation, health } = props.application;
  if (health === 'Suspended') {
    return (
      <StatusLabel tone="announcement" icon={<RiLoader4Line />}>
        {t('application.syncingWaits')}
      </StatusLabel>
    );
  }
  return (
    <StatusLabel tone="announcement" icon={<RiLoader4Line />}>
      {operation?.startedAt
        ? t('application.syncingSince', {
            age: formatAge(operation.startedAt, now),
          })
        : t('application.syncing')}
    </StatusLabel>
  );
}

/** Whether the cluster has what Git asks for, in words. */
export function SyncLabel(props: { application: ApplicationView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { application } = props;
  const { operation, sync } = application;
  if (operation?.phase === 'Running' || operation?.phase === 'Terminating') {
    return <SyncingLabel application={application} />;
  }
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    return (
      <StatusLabel tone="warning" icon={<RiErrorWarningLine />}>
        {operation.message
          ? t('application.syncFailed', { message: operation.message })
          : t('application.syncFailedShort')}
      </StatusLabel>
    );
  }
  if (sync === 'OutOfSync') {
    return (
      <StatusLabel tone="warning" icon={<RiAlertLine />}>
        {t('application.outOfSync', {
          count: application.outOfSyncResources.length,
        })}
      </StatusLabel>
    );
  }
  return sync === 'Unknown' ? (
    <StatusLabel tone="warning" icon={<RiQuestionLine />}>
      {t('application.unknown')}
    </StatusLabel>
  ) : (
    <StatusLabel tone="positive" icon={<RiCheckboxCircleLine />}>
      {application.revision
        ? t('application.syncedTo')
        : t('application.synced')}
    </StatusLabel>
  );
}
