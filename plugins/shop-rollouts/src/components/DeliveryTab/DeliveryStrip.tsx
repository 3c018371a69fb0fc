import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tag } from '@shop-portal/plugin-shop-react';
import { Lane } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import { useDeliveryContext } from '../DeliveryContext';
import styles from './DeliveryTab.module.css';

/** The tags that are live in a lane, once each. */
function liveTags({ rollouts, deployments }: Lane): string[] {
  const tags = [
    ...rollouts.map(({ live }) => live?.tag),
    ...deployments.map(({ tag }) => tag),
  ];
  return [...new Set(tags.filter(tag => tag !== undefined))];
}

/** How far a lane is ahead of the next one; undefined while unknown. */
function useAheadText(): (lane: Lane, next?: Lane) => string | undefined {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { history } = useDeliveryContext();
  return (lane, next) => {
    const [head] = liveTags(lane);
    const [base] = next ? liveTags(next) : [];
    const found = history?.comparisons.find(
      comparison => comparison.base === base && comparison.head === head,
    );
    return found && found.aheadBy > 0
      ? t('strip.ahead', { count: found.aheadBy })
      : undefined;
  };
}

/** What runs where, in one line. */
export function DeliveryStrip(props: { lanes: Lane[] }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const aheadText = useAheadText();
  return (
    <div className={styles.strip}>
      <Text as="h2" variant="body-medium" weight="bold" id="what-runs-where">
        {t('strip.title')}
      </Text>
      <ul className={styles.stripList} aria-labelledby="what-runs-where">
        {props.lanes.map((lane, index) => {
          const tags = liveTags(lane);
          const ahead = aheadText(lane, props.lanes[index + 1]);
          return (
            <li key={lane.environment.name}>
              <Text variant="body-medium" color="secondary">
                {lane.environment.name}
              </Text>{' '}
              {tags.map(tag => (
                <Tag key={tag} tag={tag} />
              ))}
              {tags.length === 0 && '–'}
              {ahead && (
                <Text variant="body-medium" color="secondary">
                  {' '}
                  {ahead}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
