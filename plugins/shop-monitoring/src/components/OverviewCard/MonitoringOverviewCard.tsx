import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useEntityTabHref } from '@shop-portal/plugin-shop-react';
import { useHealth } from '../../hooks/useMonitoring';
import { shopMonitoringTranslationRef } from '../../translation';
import { HealthLine } from '../MonitoringTab/HealthLine';
import styles from './MonitoringOverviewCard.module.css';

function CardContent(props: { entityRef: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entityRef } = props;
  const { data, error } = useHealth({ entityRef });
  const href = useEntityTabHref()(entityRef, 'monitoring');
  if (!data && !error) {
    return (
      <div className={styles.card} aria-busy="true">
        <Skeleton width="100%" height={16} />
        <Skeleton width="60%" height={16} />
      </div>
    );
  }
  const environment = data?.health.environment;
  return (
    <div className={styles.card}>
      {data ? (
        <div className={styles.line}>
          <Text variant="body-medium" weight="bold">
            {environment?.title}
          </Text>
          <HealthLine health={data.health} />
        </div>
      ) : (
        <Text as="p" variant="body-medium">
          {t('card.failed')}
        </Text>
      )}
      {href && (
        <ButtonLink
          variant="secondary"
          size="small"
          href={environment ? `${href}?env=${environment.name}` : href}
        >
          {t('card.open')}
        </ButtonLink>
      )}
    </div>
  );
}

/** How the entity is, in one line and one button. */
export function MonitoringOverviewCard() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(getCompoundEntityRef(entity));
  return (
    <EntityInfoCard title={t('card.title')}>
      <CardContent key={entityRef} entityRef={entityRef} />
    </EntityInfoCard>
  );
}
