import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CommitLink, ExternalLink } from '@shop-portal/plugin-shop-react';
import {
  ApplicationView,
  DeliveryEnvironment,
  describeStale,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { OperationLine } from '../actions/OperationLine';
import { useOperationAnnouncement } from '../actions/useOperationAnnouncement';
import { ApplicationActions } from './ApplicationActions';
import { HealthLabel } from './HealthLabel';
import { SyncLabel } from './SyncLabel';
import styles from './ApplicationStrip.module.css';

export interface ApplicationStripProps {
  application: ApplicationView;
  environment: DeliveryEnvironment;
}

function Mode(props: { application: ApplicationView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { autoSync, selfHeal } = props.application;
  if (!autoSync) {
    return (
      <span className={styles.autoSyncOff}>{t('application.autoSyncOff')}</span>
    );
  }
  return (
    <Text variant="body-medium" color="secondary">
      {selfHeal ? t('application.selfHeal') : t('application.autoSync')}
    </Text>
  );
}

/** One Argo CD application in one line: sync, health, commit, mode, actions. */
export function ApplicationStrip(props: ApplicationStripProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { application, environment } = props;
  useOperationAnnouncement(application.lastRequest);

  return (
    <section
      className={styles.strip}
      aria-label={t('application.label', { name: application.target.name })}
    >
      <div className={styles.line}>
        <Text variant="body-medium" color="secondary">
          Argo CD
        </Text>
        <ExternalLink href={application.url}>
          {application.target.name}
        </ExternalLink>
        {application.stale ? (
          <Text variant="body-medium">{describeStale(application.stale)}</Text>
        ) : (
          <>
            <SyncLabel application={application} />
            {application.revision && (
              <CommitLink
                sha={application.revision}
                href={application.revisionUrl}
              />
            )}
            <HealthLabel application={application} />
          </>
        )}
        <Mode application={application} />
      </div>
      {application.conditions.length > 0 && (
        <ul className={styles.conditions}>
          {application.conditions.map(condition => (
            <li key={condition}>{condition}</li>
          ))}
        </ul>
      )}
      <ApplicationActions application={application} environment={environment} />
      {application.lastRequest && (
        <OperationLine operation={application.lastRequest} />
      )}
    </section>
  );
}
