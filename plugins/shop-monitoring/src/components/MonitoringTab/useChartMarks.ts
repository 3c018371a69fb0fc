import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatClockTime,
  formatPerson,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Mark } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { ChartMark } from '../chart/chartTypes';

/** Releases as marks: `9f31c02 live 14:28:10 · was 826a72c4 · Olga Petrova`. */
export function useChartMarks(marks: Mark[] | undefined): ChartMark[] {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return useMemo(
    () =>
      (marks ?? []).map(({ id, kind, at, by, tag, fromTag }) => ({
        id,
        kind,
        at: Date.parse(at),
        text: [
          `${tag} ${t(`marks.${kind}`)} ${formatClockTime(at)}`,
          fromTag && fromTag !== tag && t('marks.was', { tag: fromTag }),
          by && formatPerson(by),
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    [marks, t],
  );
}
