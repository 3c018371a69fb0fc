import { useCallback, useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FieldDisplay,
  Panel,
  PanelData,
} from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { ChartBand, ChartData, ChartMark } from '../chart/chartTypes';
import { TimeSeriesChart } from '../chart/TimeSeriesChart';
import { displayValue } from './displayValue';
import { limitsOf } from './thresholds';

export interface TimeSeriesPanelProps {
  panel: Panel;
  data: PanelData;
  marks: ChartMark[];
  bands: ChartBand[];
  height: number;
  rangeText: string;
  onInspect: (isOpen: boolean) => void;
}

function chartLimits(display: FieldDisplay): ChartData['limits'] {
  return limitsOf(display).flatMap(({ value, tone }) =>
    tone === 'warning' || tone === 'negative' ? [{ value, tone }] : [],
  );
}

/** A panel of Grafana over time, with releases and alerts in it. */
export function TimeSeriesPanel(props: TimeSeriesPanelProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { panel, data, marks, bands } = props;
  const { display } = panel;
  const format = useCallback(
    (value: number) => displayValue({ ...display, mappings: [] }, value),
    [display],
  );
  const chart = useMemo<ChartData>(
    () => ({
      series: data.series
        .filter(({ display: own }) => !own.hidden)
        .map(({ id, name, times, values, display: own, legend }) => ({
          id,
          name,
          times,
          values,
          draw: own.draw,
          legend: panel.legend.calcs.map((calc, index) => {
            const value = displayValue({ ...own, mappings: [] }, legend[index]);
            return `${t(`reducers.${calc}`)} ${value}`;
          }),
        })),
      marks,
      bands,
      limits: display.draw.thresholds === 'off' ? [] : chartLimits(display),
      from: data.from,
      to: data.to,
      min: display.min,
      max: display.max,
      isStacked: display.draw.stacking !== 'none',
    }),
    [data, display, marks, bands, panel.legend.calcs, t],
  );
  return (
    <TimeSeriesChart
      title={panel.title}
      data={chart}
      height={props.height}
      rangeText={props.rangeText}
      showLegend={panel.legend.show}
      formatValue={format}
      onInspect={props.onInspect}
    />
  );
}
