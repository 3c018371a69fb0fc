import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ExternalLink, isWebUrl } from '@shop-portal/plugin-shop-react';
import { RolloutView } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

/** Where the preview can be seen, or what its address serves instead. */
export function PreviewNote(props: { view: RolloutView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { preview, previewUrl, state } = props.view;
  if (state === 'aborted') {
    return (
      <Text variant="body-medium" color="secondary">
        {t('stack.previewStopped')}
      </Text>
    );
  }
  if (!preview) {
    return (
      <Text variant="body-medium" color="secondary">
        {t('stack.noPreview')}
      </Text>
    );
  }
  return (
    <>
      <Text variant="body-medium">{t('stack.noTraffic')}</Text>
      {isWebUrl(previewUrl) && (
        <ExternalLink href={previewUrl}>{t('stack.openPreview')}</ExternalLink>
      )}
    </>
  );
}
