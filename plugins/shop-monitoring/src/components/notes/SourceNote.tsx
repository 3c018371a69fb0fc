import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AnnotationSnippet,
  EmptyNote,
  StaleNote,
  useNow,
} from '@shop-portal/plugin-shop-react';
import {
  describeSource,
  mayTryAgain,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';

const MINUTE_MS = 60_000;

/** What is the matter with a source and what to do; nothing while it is live. */
export function SourceNote(props: {
  source: SourceState;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { source, onRetry } = props;
  const now = useNow(MINUTE_MS);
  if (source.status === 'live') {
    return null;
  }
  if (source.status === 'notLinked' && source.annotation) {
    return (
      <EmptyNote
        fact={describeSource({ ...source, annotation: undefined }, now)}
        help={t('notes.addThis')}
      >
        <AnnotationSnippet annotation={source.annotation} />
      </EmptyNote>
    );
  }
  if (source.status === 'notLinked' || source.status === 'notConfigured') {
    return <EmptyNote fact={describeSource(source, now)} />;
  }
  return (
    <Flex align="center" gap="2">
      <StaleNote>{describeSource(source, now)}</StaleNote>
      {mayTryAgain(source) && (
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('notes.tryAgain')}
        </Button>
      )}
    </Flex>
  );
}
