import { Grid, Text } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Operation,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { ReleaseCommitLink } from '../release/ReleaseCommitLink';
import { PreviewNote } from './PreviewNote';
import { findPromotion, PromotedBy } from './PromotedBy';
import { StackCard } from './StackCard';
import styles from './RolloutBlock.module.css';

export interface StackCardsProps {
  view: RolloutView;
  operations: Operation[];
}

/** Live on the left, preview on the right; they change places never. */
export function StackCards(props: StackCardsProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { view } = props;
  const { history } = useDeliveryContext();
  const isCanary = view.strategy === 'canary';
  const promotion = findPromotion(view, props.operations);
  return (
    <div className={styles.cards}>
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <StackCard
          title={t(isCanary ? 'stack.stable' : 'stack.live')}
          stack={view.live}
          isLive
          traffic={
            <Text variant="body-medium" weight="bold">
              {view.live ? t('stack.allTraffic') : t('stack.noLive')}
            </Text>
          }
        >
          {promotion && <PromotedBy operation={promotion} />}
        </StackCard>
        <StackCard
          title={t(isCanary ? 'stack.canary' : 'stack.preview')}
          stack={view.preview}
          other={view.live}
          isLive={false}
          traffic={<PreviewNote view={view} />}
        >
          {view.preview && (
            <ReleaseCommitLink
              history={history}
              tag={view.preview.tag}
              hasAuthor
            />
          )}
        </StackCard>
      </Grid.Root>
      {view.state === 'promoting' && (
        <Text variant="body-small" className={styles.moving}>
          <RiArrowLeftLine size={16} aria-hidden="true" />
          {t('stack.moving')}
        </Text>
      )}
    </div>
  );
}
