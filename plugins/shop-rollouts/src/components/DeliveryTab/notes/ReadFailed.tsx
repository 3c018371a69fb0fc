import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FailureAlert, failureDetails } from '@shop-portal/plugin-shop-react';
import { formatShortTime } from '@shop-portal/plugin-shop-rollouts-common';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../../translation';

export interface ReadFailedProps {
  error: Error;
  /** When what is on the screen was read; nothing is there without it. */
  readAt?: string;
  onRetry: () => void;
}

function cause(error: Error, t: TranslationFunction): string {
  return error instanceof ResponseError
    ? error.body.error.message || error.statusText
    : t('notes.noAnswer');
}

/** Reading failed: what happened, what it means, what to do. */
export function ReadFailed(props: ReadFailedProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  return (
    <FailureAlert
      title={t('notes.readFailed')}
      description={[
        cause(props.error, t),
        props.readAt &&
          t('notes.readAt', { time: formatShortTime(props.readAt) }),
      ]
        .filter(Boolean)
        .join(' ')}
      details={failureDetails(props.error)}
      onRetry={props.onRetry}
    />
  );
}
