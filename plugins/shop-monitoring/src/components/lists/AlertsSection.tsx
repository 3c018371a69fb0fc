import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Ago,
  ExternalLink,
  formatAbsoluteTime,
} from '@shop-portal/plugin-shop-react';
import {
  Alert,
  AlertsAnswer,
  formatValue,
  Silence,
} from '@shop-portal/plugin-shop-monitoring-common';
import { useAlerts } from '../../hooks/useMonitoring';
import { shopMonitoringTranslationRef } from '../../translation';
import { useMonitoringContext } from '../MonitoringContext';
import { StateLabel } from '../states/StateLabel';
import { Query } from './Details';
import styles from './lists.module.css';
import { MutedText } from './MutedText';
import { WatchSection } from './WatchSection';

function AlertItem(props: { alert: Alert }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { alert } = props;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <StateLabel state={alert.state} isMuted={Boolean(alert.muted)} />
        <span className={styles.name}>{alert.name}</span>
        {alert.since && (
          <span className={styles.details}>
            {t('item.since')} <Ago since={alert.since} />
          </span>
        )}
        {alert.value !== undefined && (
          <span className={styles.details}>
            {t('item.value', { value: formatValue(alert.value) })}
          </span>
        )}
        {alert.runbook && (
          <ExternalLink href={alert.runbook}>{t('item.runbook')}</ExternalLink>
        )}
        <ExternalLink href={alert.link}>
          {t('item.openInPrometheus')}
        </ExternalLink>
      </div>
      {(alert.summary ?? alert.description) && (
        <p className={styles.text}>{alert.summary ?? alert.description}</p>
      )}
      {alert.muted && <MutedText muted={alert.muted} />}
      <Query name={alert.name} query={alert.query} />
    </li>
  );
}

function SilenceItem(props: { silence: Silence }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { endsAt, by, comment, matchers } = props.silence;
  return (
    <li className={styles.item}>
      <p className={styles.text}>
        {t('alerts.silence', {
          until: formatAbsoluteTime(endsAt),
          who: by,
          comment,
        })}
      </p>
      <code className={styles.details}>{matchers.join(', ')}</code>
    </li>
  );
}

function Problems(props: { answer: AlertsAnswer }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return (
    <>
      {props.answer.rules.flatMap(({ instance, name, problem }) =>
        problem ? (
          <p key={`${instance}/${name}`} className={styles.text}>
            {t('alerts.problem', { name, problem })}
          </p>
        ) : (
          []
        ),
      )}
    </>
  );
}

/** What Prometheus says fires or is about to, and what is silenced. */
export function AlertsSection() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useMonitoringContext();
  const { data, error, refetch } = useAlerts(entity);
  const items = data?.items ?? [];
  const isKnown = data?.sources.some(
    ({ source, status }) => source === 'prometheus' && status === 'live',
  );
  return (
    <WatchSection
      title={t('sections.alerts', { number: String(items.length) })}
      summary={
        data && data.rules.length > 0
          ? t('alerts.watched', { count: data.rules.length })
          : undefined
      }
      sources={data?.sources ?? []}
      isLoading={!data}
      error={error}
      onRetry={refetch}
    >
      {isKnown && items.length === 0 && (
        <Text as="p" variant="body-medium">
          {t('alerts.none')}
        </Text>
      )}
      <ul className={styles.list}>
        {items.map(alert => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
        {data?.silences.map(silence => (
          <SilenceItem key={silence.id} silence={silence} />
        ))}
      </ul>
      {data && <Problems answer={data} />}
    </WatchSection>
  );
}
