import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Panel, PanelData } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { useMonitoringContext } from '../MonitoringContext';
import { BarGaugePanel } from '../panels/BarGaugePanel';
import { GaugePanel } from '../panels/GaugePanel';
import { StatPanel } from '../panels/StatPanel';
import { TablePanel } from '../panels/TablePanel';
import { TimeSeriesPanel } from '../panels/TimeSeriesPanel';

function isEmpty({ series, values, table }: PanelData): boolean {
  return (
    series.every(({ times }) => times.length === 0) &&
    values.length === 0 &&
    !table?.rows.length
  );
}

/** The data of a panel, drawn as its kind says. */
export function PanelBody(props: {
  panel: Panel;
  data: PanelData;
  height: number;
}) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { panel, data, height } = props;
  const { marks, bands, rangeText, setPaused } = useMonitoringContext();
  if (isEmpty(data)) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {panel.display.noValue ?? t('panel.noData')}
      </Text>
    );
  }
  switch (panel.kind) {
    case 'stat':
      return (
        <StatPanel
          values={data.values}
          hasGraph={panel.stat.graphMode === 'area'}
        />
      );
    case 'gauge':
      return <GaugePanel values={data.values} />;
    case 'bargauge':
      return <BarGaugePanel values={data.values} />;
    case 'table':
      return data.table ? (
        <TablePanel title={panel.title} table={data.table} />
      ) : null;
    default:
      return (
        <TimeSeriesPanel
          panel={panel}
          data={data}
          marks={marks}
          bands={bands}
          height={height}
          rangeText={rangeText}
          onInspect={setPaused}
        />
      );
  }
}
