import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAbsoluteTime } from '@shop-portal/plugin-shop-react';
import { shopMonitoringTranslationRef } from '../../translation';
import { DataTable } from '../DataTable/DataTable';
import { ChartSeries } from './chartTypes';

const MAX_ROWS = 100;

export interface ChartTableProps {
  title: string;
  series: ChartSeries[];
  formatValue: (value: number) => string;
}

/** Every n-th time, so that a long range stays readable; the newest first. */
function timesOf(series: ChartSeries[]): number[] {
  const times = [...new Set(series.flatMap(one => one.times))].sort(
    (a, b) => b - a,
  );
  const every = Math.ceil(times.length / MAX_ROWS);
  return times.filter((_, index) => index % every === 0);
}

/** The numbers of a chart, for everyone who does not see or trust a picture. */
export function ChartTable(props: ChartTableProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { series, formatValue } = props;
  const valuesOf = series.map(
    ({ times, values }) =>
      new Map(times.map((time, index) => [time, values[index]])),
  );
  const text = (value: number | null | undefined) =>
    typeof value === 'number' ? formatValue(value) : '–';
  return (
    <DataTable
      label={t('chart.tableOf', { title: props.title })}
      columns={[t('chart.time'), ...series.map(({ name }) => name)]}
      rows={timesOf(series).map(time => ({
        key: String(time),
        cells: [
          formatAbsoluteTime(new Date(time).toISOString()),
          ...valuesOf.map(values => text(values.get(time))),
        ],
      }))}
    />
  );
}
