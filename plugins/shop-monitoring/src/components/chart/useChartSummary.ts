import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import { ChartData } from './chartTypes';
import { summarise } from './summarise';

/**
 * A chart in one sentence: `Errors, last hour: now 4.2 %, lowest 0.3 %,
 * highest 4.6 %, limit 1 %.`
 */
export function useChartSummary(options: {
  title: string;
  data: ChartData;
  rangeText: string;
  formatValue: (value: number) => string;
}): string {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { title, data, rangeText, formatValue } = options;
  // The largest first: what stands out must not hide among the rest.
  const known = data.series
    .flatMap(series => {
      const summary = summarise(series);
      return summary ? [{ name: series.name, ...summary }] : [];
    })
    .sort((a, b) => b.last - a.last);
  const opening = `${title}, ${rangeText}: `;
  if (known.length === 0) {
    return `${opening}${t('chart.noData')}`;
  }
  const numbers = known.slice(0, 3).map(({ name, last, lowest, highest }) =>
    t('chart.numbers', {
      name: known.length > 1 ? `${name} ` : '',
      last: formatValue(last),
      lowest: formatValue(lowest),
      highest: formatValue(highest),
    }),
  );
  const limit = data.limits.at(-1);
  return [
    `${opening}${numbers.join('; ')}`,
    ...(limit ? [t('chart.limit', { limit: formatValue(limit.value) })] : []),
    ...(known.length > 3
      ? [t('chart.andMore', { number: String(known.length - 3) })]
      : []),
  ]
    .join(', ')
    .concat('.');
}
