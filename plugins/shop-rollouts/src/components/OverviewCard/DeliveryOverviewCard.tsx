import { ButtonLink, Skeleton, Text } from '@backstage/ui';
import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  useEntityTabHref,
  useNow,
  usePersonName,
} from '@shop-portal/plugin-shop-react';
import {
  Delivery,
  describeDelivery,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useDelivery } from '../../hooks/useDelivery';
import { shopRolloutsTranslationRef } from '../../translation';
import { DeliveryBoundary } from '../DeliveryBoundary';
import { waitingCount } from '../Lane/laneStatus';
import styles from './DeliveryOverviewCard.module.css';

const MINUTE_MS = 60_000;
const NOBODY = 'user:default/unknown';

function useSentence(delivery: Delivery): string {
  const now = useNow(MINUTE_MS);
  const last = delivery.recentOperations.find(({ phase }) => phase === 'done');
  const person = usePersonName(last?.requestedBy ?? NOBODY);
  return describeDelivery(delivery, now, { personName: () => person });
}

function CardSentence(props: { delivery: Delivery; tabHref?: string }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { delivery, tabHref } = props;
  const sentence = useSentence(delivery);
  const waiting = delivery.lanes.filter(lane => waitingCount(lane) > 0).at(-1)
    ?.environment.name;
  return (
    <div className={styles.card}>
      <Text as="p" variant="body-medium" className={styles.sentence}>
        {sentence}
      </Text>
      {waiting && tabHref && (
        <ButtonLink
          variant="secondary"
          size="small"
          href={`${tabHref}?env=${waiting}#${waiting}`}
        >
          {t('card.review')}
        </ButtonLink>
      )}
    </div>
  );
}

function CardContent(props: { entityRef: string }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { delivery, error } = useDelivery(props.entityRef);
  const tabHref = useEntityTabHref()(props.entityRef, 'delivery');

  if (delivery) {
    return <CardSentence delivery={delivery} tabHref={tabHref} />;
  }
  if (error) {
    return (
      <div className={styles.card}>
        <Text as="p" variant="body-medium" className={styles.sentence}>
          {t('card.failed')}
        </Text>
        {tabHref && (
          <ButtonLink variant="secondary" size="small" href={tabHref}>
            {t('card.openTab')}
          </ButtonLink>
        )}
      </div>
    );
  }
  return (
    <div className={styles.card} aria-busy="true">
      <Skeleton width="100%" height={16} />
      <Skeleton width="60%" height={16} />
    </div>
  );
}

/** The Delivery of an entity in one sentence and at most one button. */
export function DeliveryOverviewCard() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(getCompoundEntityRef(entity));
  return (
    <EntityInfoCard title={t('card.title')}>
      <DeliveryBoundary entityRef={entityRef}>
        <CardContent entityRef={entityRef} />
      </DeliveryBoundary>
    </EntityInfoCard>
  );
}
