import { Alert, Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCopy } from '../../hooks/useCopy';
import { shopReactTranslationRef } from '../../translation';

/** @public */
export interface FailureAlertProps {
  /** What happened. */
  title: string;
  /** What it means, and what to do. */
  description?: string;
  /** What `Copy details` copies: cause and time, and no secret. */
  details: string;
  onRetry: () => void;
}

/**
 * Something went wrong: what, what it means, and what to do about it.
 * @public
 */
export function FailureAlert(props: FailureAlertProps) {
  const { t } = useTranslationRef(shopReactTranslationRef);
  const { copy } = useCopy(props.details, t('detailsCopied'));
  return (
    <Alert
      status="warning"
      role="alert"
      icon
      title={props.title}
      description={props.description}
      customActions={
        <Flex gap="2">
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('tryAgain')}
          </Button>
          <Button size="small" variant="tertiary" onPress={copy}>
            {t('copyDetails')}
          </Button>
        </Flex>
      }
    />
  );
}
