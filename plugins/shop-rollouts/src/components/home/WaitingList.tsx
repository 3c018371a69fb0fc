import { List, ListRow, Text } from '@backstage/ui';
import { RiArrowRightSLine, RiPauseCircleLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Ago,
  shortenTag,
  useEntityTabHref,
} from '@shop-portal/plugin-shop-react';
import { laneLabel } from '@shop-portal/plugin-shop-rollouts-common';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../translation';
import { WaitingRow } from './waitingRows';
import styles from './home.module.css';

function describe(row: WaitingRow, t: TranslationFunction): string {
  const { liveTag, nextTag, state } = row.lane;
  return state === 'waiting' && liveTag && nextTag
    ? t('home.waiting.row', {
        next: shortenTag(nextTag),
        live: shortenTag(liveTag),
      })
    : laneLabel(state).label;
}

/** Rows that lead to what waits; to look at it, not to decide it here. */
export function WaitingList(props: { label: string; rows: WaitingRow[] }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const tabHref = useEntityTabHref();
  return (
    <List aria-label={props.label} items={props.rows}>
      {row => {
        const { name } = row.lane.environment;
        const tab = tabHref(row.entityRef, 'delivery');
        const title = `${row.title} · ${name}`;
        return (
          <ListRow
            id={row.id}
            textValue={`${title} ${describe(row, t)}`}
            href={tab && `${tab}?env=${name}#${name}`}
            icon={<RiPauseCircleLine aria-hidden="true" />}
            description={describe(row, t)}
            customActions={
              <span className={styles.row}>
                {row.lane.whoMayAct && (
                  <Text variant="body-medium" color="secondary">
                    {row.lane.whoMayAct.join(', ')}
                  </Text>
                )}
                {row.lane.since && (
                  <Text variant="body-medium" color="secondary">
                    <Ago since={row.lane.since} />
                  </Text>
                )}
                <Text variant="body-medium">{t('home.waiting.review')}</Text>
                <RiArrowRightSLine size={16} aria-hidden="true" />
              </span>
            }
          >
            {title}
          </ListRow>
        );
      }}
    </List>
  );
}
