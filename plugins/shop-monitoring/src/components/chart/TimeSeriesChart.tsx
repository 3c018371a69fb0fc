import { lazy, Suspense, useMemo, useState } from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './chart.module.css';
import { ChartLegend } from './ChartLegend';
import { ChartTable } from './ChartTable';
import { ChartData } from './chartTypes';
import { useChartSummary } from './useChartSummary';

// The drawing library comes only with the first chart.
const ChartCanvas = lazy(() =>
  import('./ChartCanvas').then(({ ChartCanvas: component }) => ({
    default: component,
  })),
);

const MAX_SERIES = 8;

export interface TimeSeriesChartProps {
  title: string;
  data: ChartData;
  /** Pixels. */
  height: number;
  /** What the chart covers, for the summary: `last hour`. */
  rangeText: string;
  showLegend: boolean;
  formatValue: (value: number) => string;
  onInspect: (isOpen: boolean) => void;
}

/** A time series as picture, as one sentence and as table. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { data, formatValue, height, title } = props;
  const [isTable, setTable] = useState(false);
  const [isAll, setAll] = useState(false);
  const shown = useMemo(
    () => ({
      ...data,
      series: isAll ? data.series : data.series.slice(0, MAX_SERIES),
    }),
    [data, isAll],
  );
  const summary = useChartSummary({
    title,
    data,
    rangeText: props.rangeText,
    formatValue,
  });

  return (
    <figure className={styles.figure} aria-label={title}>
      {isTable ? (
        <ChartTable
          title={title}
          series={data.series}
          formatValue={formatValue}
        />
      ) : (
        <Suspense fallback={<Skeleton width="100%" height={height} />}>
          <ChartCanvas
            data={shown}
            height={height}
            formatValue={formatValue}
            summary={summary}
            onInspect={props.onInspect}
          />
        </Suspense>
      )}
      {props.showLegend && !isTable && (
        <ChartLegend
          series={shown.series}
          hiddenCount={data.series.length - shown.series.length}
          onShowAll={() => setAll(true)}
          formatValue={formatValue}
        />
      )}
      <div className={styles.actions}>
        <Button
          size="small"
          variant="tertiary"
          aria-label={t(isTable ? 'chart.showChartOf' : 'chart.showTableOf', {
            title,
          })}
          onPress={() => setTable(!isTable)}
        >
          {t(isTable ? 'chart.showChart' : 'chart.showTable')}
        </Button>
      </div>
    </figure>
  );
}
