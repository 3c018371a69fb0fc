import { Text } from '@backstage/ui';
import { RiCheckboxCircleLine, RiWifiOffLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HomeCard, StatusLabel } from '@shop-portal/plugin-shop-react';
import {
  formatShortTime,
  SourceState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useSummaries } from '../../hooks/useSummaries';
import { shopRolloutsTranslationRef } from '../../translation';
import styles from './home.module.css';

function SourceLabel(props: { source: SourceState }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { answering, since } = props.source;
  if (answering) {
    return (
      <StatusLabel tone="positive" icon={<RiCheckboxCircleLine size={16} />}>
        {t('home.sources.live')}
      </StatusLabel>
    );
  }
  return (
    <StatusLabel tone="warning" icon={<RiWifiOffLine size={16} />}>
      {since
        ? t('home.sources.staleSince', { time: formatShortTime(since) })
        : t('home.sources.stale')}
    </StatusLabel>
  );
}

/** Which clusters and Argo CD answer. */
export function Sources() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  // The rows of what waits come from them, and are read anyhow.
  const { sources, error, refresh } = useSummaries('waiting');
  const title = t('home.sources.title');
  return (
    <HomeCard
      title={title}
      isLoading={!sources}
      failure={error && t('home.sources.failed')}
      onRetry={refresh}
    >
      {sources && sources.length > 0 && (
        <ul className={styles.rows} aria-label={title}>
          {sources.map(source => (
            <li key={`${source.kind}/${source.name}`}>
              <Text variant="body-medium">
                {t(`home.sources.${source.kind}`)} {source.name}
              </Text>
              <SourceLabel source={source} />
            </li>
          ))}
        </ul>
      )}
      {sources?.length === 0 && (
        <Text as="p" variant="body-medium" className={styles.note}>
          {t('home.sources.nothing')}
        </Text>
      )}
    </HomeCard>
  );
}
