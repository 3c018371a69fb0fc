import { useMemo, useState } from 'react';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyNote, LiveRegion } from '@shop-portal/plugin-shop-react';
import { HealthAnswer } from '@shop-portal/plugin-shop-monitoring-common';
import { useHealth, useMarks } from '../../hooks/useMonitoring';
import {
  MonitoringView,
  useMonitoringView,
} from '../../hooks/useMonitoringView';
import { useRangeText } from '../../hooks/useRangeText';
import { shopMonitoringTranslationRef } from '../../translation';
import { DashboardSection } from '../Dashboard/DashboardSection';
import { AlertsSection } from '../lists/AlertsSection';
import { MonitorsSection } from '../lists/MonitorsSection';
import { ProbesSection } from '../lists/ProbesSection';
import { MonitoringContext } from '../MonitoringContext';
import { ReadFailed } from '../notes/ReadFailed';
import { HealthHeadline } from './HealthLine';
import { MarksList } from './MarksList';
import { MonitoringLoading } from './MonitoringLoading';
import styles from './MonitoringTab.module.css';
import { useAlertBands } from './useAlertBands';
import { useChartMarks } from './useChartMarks';
import { ViewPickers } from './ViewPickers';

function Watched(props: {
  entityRef: string;
  view: MonitoringView;
  answer: HealthAnswer;
}) {
  const { entityRef, view, answer } = props;
  const { health, environments, problems } = answer;
  const environment = health.environment.name;
  const [isPaused, setPaused] = useState(false);
  const entity = useMemo(
    () => ({ entityRef, environment }),
    [entityRef, environment],
  );
  const markAnswer = useMarks(entity, view.range);
  const marks = useChartMarks(markAnswer.data?.items);
  const bands = useAlertBands(entity);
  const rangeText = useRangeText(view.range);
  const context = useMemo(
    () => ({
      entity,
      range: view.range,
      rangeText,
      marks,
      bands,
      isPaused,
      setPaused,
    }),
    [entity, view.range, rangeText, marks, bands, isPaused],
  );
  return (
    <MonitoringContext.Provider value={context}>
      <div className={styles.tab}>
        <div className={styles.header}>
          <HealthHeadline key={environment} health={health} />
          <ViewPickers
            view={view}
            environments={environments}
            environment={environment}
            isPaused={isPaused}
          />
        </div>
        {problems.map(({ annotation, message }) => (
          <EmptyNote key={annotation} fact={message} />
        ))}
        <MarksList
          marks={marks}
          source={markAnswer.data?.source}
          onRetry={markAnswer.refetch}
        />
        <DashboardSection />
        <MonitorsSection />
        <AlertsSection />
        <ProbesSection />
      </div>
    </MonitoringContext.Provider>
  );
}

function MonitoringContent(props: { entityRef: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { entityRef } = props;
  const view = useMonitoringView();
  const { data, error, refetch } = useHealth({
    entityRef,
    environment: view.environment,
  });
  if (error instanceof ResponseError && error.statusCode === 403) {
    return <EmptyNote fact={t('notes.mayNotRead')} />;
  }
  if (data) {
    return <Watched entityRef={entityRef} view={view} answer={data} />;
  }
  return error ? (
    <ReadFailed error={error} onRetry={refetch} />
  ) : (
    <MonitoringLoading />
  );
}

/** The Monitoring tab of an entity. */
export function MonitoringTab() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(getCompoundEntityRef(entity));
  return (
    <LiveRegion>
      <MonitoringContent key={entityRef} entityRef={entityRef} />
    </LiveRegion>
  );
}
