import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tag } from '@shop-portal/plugin-shop-react';
import { Lane } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import styles from './DeliveryTab.module.css';

/** The tags that are live in a lane, once each. */
function liveTags(lane: Lane): string[] {
  return [
    ...new Set(
      lane.rollouts
        .map(({ live }) => live?.tag)
        .filter(tag => tag !== undefined),
    ),
  ];
}

/** What runs where, in one line. */
export function DeliveryStrip(props: { lanes: Lane[] }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  return (
    <div className={styles.strip}>
      <Text as="h2" variant="body-medium" weight="bold" id="what-runs-where">
        {t('strip.title')}
      </Text>
      <ul className={styles.stripList} aria-labelledby="what-runs-where">
        {props.lanes.map(lane => (
          <li key={lane.environment.name}>
            <Text variant="body-medium" color="secondary">
              {lane.environment.name}
            </Text>{' '}
            {liveTags(lane).map(tag => (
              <Tag key={tag} tag={tag} />
            ))}
            {liveTags(lane).length === 0 && '–'}
          </li>
        ))}
      </ul>
    </div>
  );
}
