import { Alert, Button, Flex } from '@backstage/ui';
import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '@shop-portal/plugin-shop-react';
import { shopMonitoringTranslationRef } from '../../translation';

function details(error: Error): string {
  const time = new Date().toISOString();
  if (!(error instanceof ResponseError)) {
    return `${error.name}: ${error.message}, ${time}`;
  }
  const id = error.response.headers.get('x-request-id') ?? 'not known';
  return `${error.statusCode} ${error.statusText}, request id ${id}, ${time}`;
}

/** The portal itself did not answer: what happened and what to do. */
export function ReadFailed(props: { error: Error; onRetry: () => void }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { error, onRetry } = props;
  const { copy } = useCopy(details(error), t('notes.detailsCopied'));
  return (
    <Alert
      status="warning"
      role="alert"
      icon
      title={t('notes.readFailed')}
      description={
        error instanceof ResponseError
          ? error.body.error.message || error.statusText
          : t('notes.noAnswer')
      }
      customActions={
        <Flex gap="2">
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('notes.tryAgain')}
          </Button>
          <Button size="small" variant="tertiary" onPress={copy}>
            {t('notes.copyDetails')}
          </Button>
        </Flex>
      }
    />
  );
}
