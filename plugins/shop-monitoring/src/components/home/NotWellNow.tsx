import { List, ListRow, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HomeCard,
  useEntityTabHref,
  useHomeRole,
  useNow,
} from '@shop-portal/plugin-shop-react';
import { describeHealth } from '@shop-portal/plugin-shop-monitoring-common';
import { useNotWell } from '../../hooks/useNotWell';
import { shopMonitoringTranslationRef } from '../../translation';
import { verdictIcon } from '../MonitoringTab/HealthLine';

const MINUTE_MS = 60_000;

/**
 * A card of Home: what is not well in production. Developers see their own
 * services, everybody else all of them.
 * @public
 */
export function NotWellNow() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const isOwnOnly = useHomeRole() === 'developer';
  const { data, isPending, isError, refetch } = useNotWell(isOwnOnly);
  const tabHref = useEntityTabHref();
  const now = useNow(MINUTE_MS);
  const rows = (data ?? []).map(({ title, health }) => ({
    id: `${health.entityRef}/${health.environment.name}`,
    title: `${title} · ${health.environment.title}`,
    health,
  }));
  return (
    <HomeCard
      title={t('home.title')}
      isLoading={isPending}
      failure={isError ? t('home.failed') : undefined}
      onRetry={refetch}
    >
      {data && rows.length === 0 && (
        <Text as="p" variant="body-medium">
          {t('home.nothing')}
        </Text>
      )}
      {rows.length > 0 && (
        <List aria-label={t('home.title')} items={rows}>
          {({ id, title, health }) => {
            const tab = tabHref(health.entityRef, 'monitoring');
            return (
              <ListRow
                id={id}
                textValue={`${title} ${describeHealth(health, now)}`}
                href={tab && `${tab}?env=${health.environment.name}`}
                icon={verdictIcon(health.verdict)}
                description={describeHealth(health, now)}
              >
                {title}
              </ListRow>
            );
          }}
        </List>
      )}
    </HomeCard>
  );
}
