import { Select, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ExternalLink } from '@shop-portal/plugin-shop-react';
import { useSearchParams } from 'react-router-dom';
import { DashboardSummary } from '@shop-portal/plugin-shop-monitoring-common';
import { useDashboard, useDashboards } from '../../hooks/useMonitoring';
import { shopMonitoringTranslationRef } from '../../translation';
import { useMonitoringContext } from '../MonitoringContext';
import { ReadFailed } from '../notes/ReadFailed';
import { SourceNote } from '../notes/SourceNote';
import styles from './Dashboard.module.css';
import { PanelGrid } from './PanelGrid';
import { useVariableChoice } from './useVariableChoice';
import { VariablePickers } from './VariablePickers';

const PARAM = 'dashboard';
const SKELETON_HEIGHT = 300;

/** What gives an overview is looked at first; else the order stays. */
function overviewsFirst(items: DashboardSummary[]): DashboardSummary[] {
  const isOverview = ({ tags }: DashboardSummary) => tags.includes('overview');
  return [
    ...items.filter(isOverview),
    ...items.filter(item => !isOverview(item)),
  ];
}

function DashboardPicker(props: { items: DashboardSummary[]; uid: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const [params, setParams] = useSearchParams();
  return (
    <Select
      label={t('panel.dashboard')}
      size="small"
      options={props.items.map(({ uid, title }) => ({
        value: uid,
        label: title,
      }))}
      value={props.uid}
      onChange={key => {
        // Choices belong to the dashboard that they were made on.
        const next = new URLSearchParams(
          [...params].filter(([name]) => !name.startsWith('var-')),
        );
        next.set(PARAM, String(key));
        setParams(next, { replace: true });
      }}
    />
  );
}

function ChosenDashboard(props: { items: DashboardSummary[]; uid: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useMonitoringContext();
  const { items, uid } = props;
  const choice = useVariableChoice();
  const { data, error, refetch } = useDashboard(entity, uid, choice.chosen);
  const dashboard = data?.dashboard;
  return (
    <>
      <div className={styles.header}>
        {items.length > 1 && <DashboardPicker items={items} uid={uid} />}
        {dashboard && (
          <>
            <VariablePickers variables={dashboard.variables} choice={choice} />
            <ExternalLink href={dashboard.link}>
              {t('panel.openDashboard', { title: dashboard.title })}
            </ExternalLink>
          </>
        )}
      </div>
      {error && !data && <ReadFailed error={error} onRetry={refetch} />}
      {data && <SourceNote source={data.source} onRetry={refetch} />}
      {!data && !error && <Skeleton width="100%" height={SKELETON_HEIGHT} />}
      {dashboard?.notices.map(notice => (
        <Text key={notice} as="p" variant="body-small" color="secondary">
          {notice}
        </Text>
      ))}
      {dashboard && (
        <PanelGrid
          dashboard={dashboard}
          variables={Object.fromEntries(
            dashboard.variables
              .filter(({ bound }) => !bound)
              .map(({ name, current }) => [name, current]),
          )}
        />
      )}
    </>
  );
}

/** The dashboards of the entity: a choice of them, and the panels of one. */
export function DashboardSection() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entity } = useMonitoringContext();
  const { data, error, refetch } = useDashboards(entity);
  const [params] = useSearchParams();
  const items = overviewsFirst(data?.items ?? []);
  const chosen =
    items.find(({ uid }) => uid === params.get(PARAM)) ?? items.at(0);
  return (
    <section className={styles.section} aria-label={t('sections.dashboards')}>
      {error && !data && <ReadFailed error={error} onRetry={refetch} />}
      {data?.sources.map(source => (
        <SourceNote
          key={source.instance ?? source.source}
          source={source}
          onRetry={refetch}
        />
      ))}
      {!data && !error && <Skeleton width="100%" height={SKELETON_HEIGHT} />}
      {chosen && (
        <ChosenDashboard key={chosen.uid} items={items} uid={chosen.uid} />
      )}
    </section>
  );
}
