import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FailureAlert, failureDetails } from '@shop-portal/plugin-shop-react';
import { shopMonitoringTranslationRef } from '../../translation';

/** The portal itself did not answer: what happened and what to do. */
export function ReadFailed(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { error, onRetry } = props;
  return (
    <FailureAlert
      title={t('notes.readFailed')}
      description={
        error instanceof ResponseError
          ? error.body.error.message || error.statusText
          : t('notes.noAnswer')
      }
      details={failureDetails(error)}
      onRetry={onRetry}
    />
  );
}
