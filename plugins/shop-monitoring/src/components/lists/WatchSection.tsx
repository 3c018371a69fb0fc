import { PropsWithChildren } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Skeleton,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SourceState } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { ReadFailed } from '../notes/ReadFailed';
import { SourceNote } from '../notes/SourceNote';
import styles from './lists.module.css';

export type WatchSectionProps = PropsWithChildren<{
  title: string;
  /** How it is, behind the title; empty while nothing is known. */
  summary?: string;
  sources: SourceState[];
  isLoading: boolean;
  error: Error | null;
  onRetry: () => void;
}>;

/** One kind of what watches an entity, foldable, with how its sources stand. */
export function WatchSection(props: WatchSectionProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { title, isLoading, error, onRetry } = props;
  return (
    <Accordion defaultExpanded>
      <AccordionTrigger level={2} title={title} subtitle={props.summary} />
      <AccordionPanel>
        <div className={styles.section}>
          {error && isLoading && <ReadFailed error={error} onRetry={onRetry} />}
          {isLoading && !error && (
            <div
              role="status"
              aria-label={t('sections.loading', { title })}
              className={styles.section}
            >
              <Skeleton width="100%" height={44} />
              <Skeleton width="100%" height={44} />
            </div>
          )}
          {props.sources.map(source => (
            <SourceNote
              key={`${source.source}/${source.instance ?? ''}`}
              source={source}
              onRetry={onRetry}
            />
          ))}
          {props.children}
        </div>
      </AccordionPanel>
    </Accordion>
  );
}
