import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAbsoluteTime } from '@shop-portal/plugin-shop-react';
import { shopMonitoringTranslationRef } from '../translation';
import { TimeRange } from './timeRange';

/** A range as it stands inside a sentence: `last hour`. */
export function useRangeText(range: TimeRange): string {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return range.kind === 'last'
    ? t(`view.said${range.name}`)
    : t('view.saidCustom', {
        from: formatAbsoluteTime(new Date(range.from).toISOString()),
        to: formatAbsoluteTime(new Date(range.to).toISOString()),
      });
}
