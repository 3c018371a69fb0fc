import { Text } from '@backstage/ui';
import { StaleNote, Tag, useNow } from '@shop-portal/plugin-shop-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DeploymentView } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import { ReleaseCommitLink } from '../release/ReleaseCommitLink';
import { staleText } from '../staleText';
import styles from './Lane.module.css';

const MINUTE_MS = 60_000;

/** What runs of a service without a Rollout. */
export function DeploymentLine(props: { view: DeploymentView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { history } = useDeliveryContext();
  const now = useNow(MINUTE_MS);
  const { tag, images, name, replicas, stale } = props.view;
  return (
    <>
      {stale && <StaleNote>{staleText(stale, now, t)}</StaleNote>}
      <div className={styles.deployment}>
        <Text variant="body-medium" weight="bold">
          {name}
        </Text>
        <Tag tag={tag} image={images[0]?.image} hasCopy />
        <Text variant="body-medium">
          {t('stack.podsReady', {
            ready: String(replicas.ready),
            count: replicas.desired,
          })}
        </Text>
        <ReleaseCommitLink history={history} tag={tag} hasAuthor />
      </div>
    </>
  );
}
