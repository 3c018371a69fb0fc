import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '@shop-portal/plugin-shop-react';
import { formatValue, Probe } from '@shop-portal/plugin-shop-monitoring-common';
import { useProbes } from '../../hooks/useMonitoring';
import {
  shopMonitoringTranslationRef,
  TranslationFunction,
} from '../../translation';
import { useMonitoringContext } from '../MonitoringContext';
import { StateLabel } from '../states/StateLabel';
import styles from './lists.module.css';
import { WatchSection } from './WatchSection';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

function certificate(expiresAt: string, now: Date, t: TranslationFunction) {
  const days = Math.floor((Date.parse(expiresAt) - now.getTime()) / DAY_MS);
  return days < 0
    ? t('probes.certificateEnded')
    : t('probes.certificate', { count: days });
}

function ProbeItem(props: { probe: Probe }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { probe } = props;
  const now = useNow(HOUR_MS);
  const details = [
    probe.httpStatus === 0
      ? t('probes.noStatus')
      : probe.httpStatus !== undefined &&
        t('probes.status', { status: String(probe.httpStatus) }),
    probe.durationSeconds !== undefined &&
      t('probes.latency', { latency: formatValue(probe.durationSeconds, 's') }),
    probe.certificateExpiresAt &&
      certificate(probe.certificateExpiresAt, now, t),
  ];
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <StateLabel
          state={probe.state}
          label={
            { ok: t('probes.up'), firing: t('probes.down') }[
              probe.state as string
            ]
          }
        />
        <span className={styles.name}>{probe.target}</span>
        <span className={styles.details}>
          {details.filter(Boolean).join(' · ')}
        </span>
      </div>
    </li>
  );
}

/** What looks at the service from outside, down first. */
export function ProbesSection() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useMonitoringContext();
  const { data, error, refetch } = useProbes(entity);
  const items = data?.items ?? [];
  const down = items.filter(({ state }) => state === 'firing').length;
  const summary =
    down > 0
      ? t('sections.someDown', {
          down: String(down),
          all: String(items.length),
        })
      : t('sections.allUp');
  return (
    <WatchSection
      title={t('sections.probes', { number: String(items.length) })}
      summary={items.length > 0 ? summary : undefined}
      sources={data?.sources ?? []}
      isLoading={!data}
      error={error}
      onRetry={refetch}
    >
      {data?.sources.some(({ status }) => status === 'live') &&
        items.length === 0 && (
          <Text as="p" variant="body-medium">
            {t('probes.none')}
          </Text>
        )}
      <ul className={styles.list}>
        {items.map(probe => (
          <ProbeItem key={`${probe.instance}/${probe.target}`} probe={probe} />
        ))}
      </ul>
    </WatchSection>
  );
}
