import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Stack } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

function countUnchanged(stack: Stack, other: Stack): number {
  const images = new Map(other.images.map(i => [i.container, i.image]));
  return stack.images.filter(i => images.get(i.container) === i.image).length;
}

/** Says what a card with one tag leaves out. */
export function ImageNote(props: { stack: Stack; other?: Stack }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { stack, other } = props;
  if (!other || other.hash === stack.hash) {
    return null;
  }
  const unchanged = countUnchanged(stack, other);
  if (unchanged === stack.images.length) {
    return (
      <Text variant="body-small" color="secondary">
        {t('stack.sameImage')}
      </Text>
    );
  }
  return unchanged > 0 ? (
    <Text variant="body-small" color="secondary">
      {t('stack.unchangedImages', { count: unchanged })}
    </Text>
  ) : null;
}
