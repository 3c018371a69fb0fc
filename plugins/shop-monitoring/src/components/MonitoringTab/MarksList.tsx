import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SourceState } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { ChartMark } from '../chart/chartTypes';
import { MARK_SHAPES } from '../chart/MarkButtons';
import { SourceNote } from '../notes/SourceNote';
import styles from './MonitoringTab.module.css';

export interface MarksListProps {
  marks: ChartMark[];
  source?: SourceState;
  onRetry: () => void;
}

/** Every mark of the charts below, in words. */
export function MarksList(props: MarksListProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { marks, source, onRetry } = props;
  if (!source || source.status === 'notLinked') {
    return null;
  }
  return (
    <section className={styles.marks} aria-label={t('marks.title')}>
      <Text as="h2" variant="body-medium" weight="bold">
        {t('marks.title')}
      </Text>
      <SourceNote source={source} onRetry={onRetry} />
      {source.status === 'live' && marks.length === 0 && (
        <Text variant="body-medium" color="secondary">
          {t('marks.none')}
        </Text>
      )}
      <ul>
        {marks.map(({ id, kind, text }) => (
          <li key={id}>
            <span aria-hidden="true">{MARK_SHAPES[kind]} </span>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
