import { formatAbsoluteTime } from '@shop-portal/plugin-shop-react';
import styles from './chart.module.css';
import { ChartSeries } from './chartTypes';

export interface ChartTooltipProps {
  series: ChartSeries[];
  /** Milliseconds since the epoch. */
  at: number;
  formatValue: (value: number) => string;
}

/** The values under the pointer; the table has the same for everybody. */
export function ChartTooltip(props: ChartTooltipProps) {
  const { series, at, formatValue } = props;
  const lines = series.flatMap(({ id, name, times, values }) => {
    const value = values[times.indexOf(at)];
    return typeof value === 'number'
      ? [{ id, name, text: formatValue(value) }]
      : [];
  });
  return (
    <div className={styles.tooltip} aria-hidden="true">
      <div>{formatAbsoluteTime(new Date(at).toISOString())}</div>
      {lines.map(({ id, name, text }) => (
        <div key={id} className={styles.tooltipLine}>
          <span>{name}</span>
          <strong>{text}</strong>
        </div>
      ))}
    </div>
  );
}
