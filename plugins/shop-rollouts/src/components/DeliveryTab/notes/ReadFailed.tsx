import { Alert, Button, Flex } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '@shop-portal/plugin-shop-react';
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

function details(error: Error): string {
  const time = new Date().toISOString();
  if (!(error instanceof ResponseError)) {
    return `${error.name}: ${error.message}, ${time}`;
  }
  const id = error.response.headers.get('x-request-id') ?? 'not known';
  return `${error.statusCode} ${error.statusText}, request id ${id}, ${time}`;
}

/** Reading failed: what happened, what it means, what to do. */
export function ReadFailed(props: ReadFailedProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { copy } = useCopy(details(props.error), t('outcome.detailsCopied'));
  return (
    <Alert
      status="warning"
      role="alert"
      icon
      title={t('notes.readFailed')}
      description={[
        cause(props.error, t),
        props.readAt &&
          t('notes.readAt', { time: formatShortTime(props.readAt) }),
      ]
        .filter(Boolean)
        .join(' ')}
      customActions={
        <Flex gap="2">
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('notes.tryAgain')}
          </Button>
          <Button size="small" variant="tertiary" onPress={copy}>
            {t('outcome.copyDetails')}
          </Button>
        </Flex>
      }
    />
  );
}
