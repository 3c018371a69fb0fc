import { List, ListRow, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HomeCard,
  shortenTag,
  StatusLabel,
  useEntityTabHref,
} from '@shop-portal/plugin-shop-react';
import {
  DeliverySummary,
  laneLabel,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useSummaries } from '../../hooks/useSummaries';
import { shopRolloutsTranslationRef } from '../../translation';
import { LaneIcon } from '../Lane/LaneIcon';
import styles from './home.module.css';

function ServiceLanes(props: { lanes: DeliverySummary['lanes'] }) {
  return (
    <span className={styles.lanes}>
      {props.lanes.map(({ environment, state, liveTag }) => {
        const { icon, label, tone } = laneLabel(state);
        return (
          <span key={environment.name} className={styles.lane}>
            <Text variant="body-medium" color="secondary">
              {environment.name}
            </Text>
            <StatusLabel tone={tone} icon={<LaneIcon name={icon} />}>
              {label}
            </StatusLabel>
            {liveTag && (
              <Text variant="body-medium">{shortenTag(liveTag)}</Text>
            )}
          </span>
        );
      })}
    </span>
  );
}

/** What runs where of everything that the person owns. */
export function YourServices() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { summaries, error, refresh } = useSummaries('mine');
  const tabHref = useEntityTabHref();
  const title = t('home.services.title');
  return (
    <HomeCard
      title={title}
      isLoading={!summaries}
      failure={error && t('home.services.failed')}
      onRetry={refresh}
    >
      {summaries && summaries.length > 0 && (
        <List
          aria-label={title}
          items={summaries.map(summary => ({
            ...summary,
            id: summary.entityRef,
          }))}
        >
          {summary => (
            <ListRow
              id={summary.id}
              textValue={`${summary.title} ${summary.sentence}`}
              href={tabHref(summary.entityRef, 'delivery')}
              className={styles.service}
            >
              <span className={styles.serviceName}>{summary.title}</span>
              <ServiceLanes lanes={summary.lanes} />
            </ListRow>
          )}
        </List>
      )}
      {summaries?.length === 0 && (
        <Text as="p" variant="body-medium" className={styles.note}>
          {t('home.services.nothing')}
        </Text>
      )}
    </HomeCard>
  );
}
