import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, ExternalLink } from '@shop-portal/plugin-shop-react';
import { Monitor } from '@shop-portal/plugin-shop-monitoring-common';
import { useMonitors } from '../../hooks/useMonitoring';
import { shopMonitoringTranslationRef } from '../../translation';
import { useMonitoringContext } from '../MonitoringContext';
import { StateLabel } from '../states/StateLabel';
import { Query } from './Details';
import styles from './lists.module.css';
import { MutedText } from './MutedText';
import { WatchSection } from './WatchSection';

function Thresholds(props: { thresholds: Monitor['thresholds'] }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { critical, warning } = props.thresholds;
  return (
    <span className={styles.details}>
      {[
        critical !== undefined && t('item.limit', { limit: String(critical) }),
        warning !== undefined &&
          t('item.warnLimit', { limit: String(warning) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

function Since(props: { since?: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return props.since ? (
    <span className={styles.details}>
      {t('item.since')} <Ago since={props.since} />
    </span>
  ) : null;
}

function MonitorItem(props: { monitor: Monitor }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { monitor } = props;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <StateLabel state={monitor.state} isMuted={Boolean(monitor.muted)} />
        <span className={styles.name}>{monitor.name}</span>
        <Since since={monitor.since} />
        <Thresholds thresholds={monitor.thresholds} />
        <ExternalLink href={monitor.link}>
          {t('item.openInDatadog')}
        </ExternalLink>
      </div>
      {monitor.message && <p className={styles.text}>{monitor.message}</p>}
      {monitor.muted && <MutedText muted={monitor.muted} />}
      {monitor.groups.length > 0 && (
        <ul className={styles.groups} aria-label={t('item.groups')}>
          {monitor.groups.map(group => (
            <li key={group.name}>
              <span className={styles.line}>
                <StateLabel
                  state={group.state}
                  isMuted={Boolean(group.muted)}
                />
                <code>{group.name}</code>
                <Since since={group.since} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Query name={monitor.name} query={monitor.query} />
    </li>
  );
}

/** The monitors of Datadog, worst first. */
export function MonitorsSection() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useMonitoringContext();
  const { data, error, refetch } = useMonitors(entity);
  const items = data?.items ?? [];
  const alerting = items.filter(
    ({ state, muted }) => state === 'firing' && !muted,
  ).length;
  const summary =
    alerting > 0
      ? t('sections.alerting', {
          alerting: String(alerting),
          all: String(items.length),
        })
      : t('sections.quiet');
  return (
    <WatchSection
      title={t('sections.monitors', { number: String(items.length) })}
      summary={items.length > 0 ? summary : undefined}
      sources={data ? [data.source] : []}
      isLoading={!data}
      error={error}
      onRetry={refetch}
    >
      {data?.source.status === 'live' && items.length === 0 && (
        <Text as="p" variant="body-medium">
          {t('monitors.none')}
        </Text>
      )}
      <ul className={styles.list}>
        {items.map(monitor => (
          <MonitorItem key={monitor.id} monitor={monitor} />
        ))}
      </ul>
    </WatchSection>
  );
}
