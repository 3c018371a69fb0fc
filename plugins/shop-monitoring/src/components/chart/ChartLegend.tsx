import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './chart.module.css';
import { ChartSeries } from './chartTypes';
import { seriesColorToken, seriesDash } from './seriesStyle';
import { summarise } from './summarise';

export interface ChartLegendProps {
  series: ChartSeries[];
  /** Series that are not drawn until asked for. */
  hiddenCount: number;
  onShowAll: () => void;
  formatValue: (value: number) => string;
}

function Line(props: { index: number }) {
  return (
    <svg width="20" height="8" aria-hidden="true">
      <line
        x1="0"
        x2="20"
        y1="4"
        y2="4"
        stroke={`var(${seriesColorToken(props.index)})`}
        strokeWidth="2"
        strokeDasharray={seriesDash(props.index).join(' ')}
      />
    </svg>
  );
}

/** Names the lines of a chart with their last values. */
export function ChartLegend(props: ChartLegendProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return (
    <ul className={styles.legend}>
      {props.series.map((series, index) => {
        const last = summarise(series)?.last;
        const numbers = last === undefined ? [] : [props.formatValue(last)];
        const said = series.legend.length > 0 ? series.legend : numbers;
        return (
          <li key={series.id} className={styles.legendItem}>
            <Line index={index} />
            <span>{series.name}</span>
            <span className={styles.legendValue}>{said.join(' · ')}</span>
          </li>
        );
      })}
      {props.hiddenCount > 0 && (
        <li>
          <Button size="small" variant="tertiary" onPress={props.onShowAll}>
            {t('chart.more', { number: String(props.hiddenCount) })}
          </Button>
        </li>
      )}
    </ul>
  );
}
