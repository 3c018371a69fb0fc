import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '@shop-portal/plugin-shop-react';
import { formatAge } from '@shop-portal/plugin-shop-rollouts-common';
import { useCurrentUser } from '../../hooks/useCurrentUser';
import { useSummaries } from '../../hooks/useSummaries';
import { DeliveryQueryProvider } from '../../queries/DeliveryQueryProvider';
import { shopRolloutsTranslationRef } from '../../translation';
import { HomeCard } from './HomeCard';
import { LastChange } from './LastChange';
import { WaitingList } from './WaitingList';
import { oldestSince, waitingRows } from './waitingRows';
import styles from './home.module.css';

const MINUTE_MS = 60_000;

function WaitingCard() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { summaries, error, refresh } = useSummaries('waiting');
  const isViewer = useCurrentUser()?.isViewer ?? false;
  const now = useNow(MINUTE_MS);
  const rows = waitingRows(summaries ?? []);
  const mine = rows.filter(({ lane }) => lane.mayAct);
  const others = rows.filter(({ lane }) => !lane.mayAct);
  const oldest = oldestSince(mine);
  const title = t('home.waiting.title');
  const isKnown = summaries !== undefined;

  if (isKnown && isViewer && mine.length === 0) {
    return (
      <Text as="p" variant="body-medium" className={styles.note}>
        {t('home.waiting.nothingForViewer')}
      </Text>
    );
  }
  return (
    <HomeCard
      title={title}
      summary={
        oldest &&
        t('home.waiting.summary', {
          number: String(mine.length),
          age: formatAge(oldest, now),
        })
      }
      isLoading={!isKnown}
      failure={error && t('home.waiting.failed')}
      onRetry={refresh}
    >
      {mine.length > 0 && <WaitingList label={title} rows={mine} />}
      {isKnown && mine.length === 0 && (
        <>
          <Text as="p" variant="body-medium" className={styles.note}>
            {t('home.waiting.nothing')}
          </Text>
          <LastChange />
        </>
      )}
      {others.length > 0 && (
        <Accordion>
          <AccordionTrigger
            level={3}
            title={t('home.waiting.someoneElse')}
            subtitle={String(others.length)}
          />
          <AccordionPanel>
            <WaitingList label={t('home.waiting.someoneElse')} rows={others} />
          </AccordionPanel>
        </Accordion>
      )}
    </HomeCard>
  );
}

/**
 * What needs a person and what this person may decide now, for Home.
 * @public
 */
export function WaitingForYou() {
  return (
    <DeliveryQueryProvider>
      <WaitingCard />
    </DeliveryQueryProvider>
  );
}
