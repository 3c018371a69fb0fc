import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  HomeCard,
  HomeRole,
  StaleNote,
  useHomeRole,
  useNow,
} from '@shop-portal/plugin-shop-react';
import {
  describeStale,
  formatAge,
} from '@shop-portal/plugin-shop-rollouts-common';
import { useSummaries } from '../../hooks/useSummaries';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../translation';
import { LastChange } from './LastChange';
import { WaitingList } from './WaitingList';
import { oldestSince, waitingRows } from './waitingRows';
import styles from './home.module.css';

const MINUTE_MS = 60_000;

/** Only developers have their services below. */
function failureText(role: HomeRole | undefined, t: TranslationFunction) {
  return role === 'developer'
    ? `${t('home.waiting.failed')} ${t('home.waiting.servicesBelow')}`
    : t('home.waiting.failed');
}

/** What needs a person and what this person may decide now. */
export function WaitingForYou() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { summaries, sources, error, refresh } = useSummaries('waiting');
  const role = useHomeRole();
  const now = useNow(MINUTE_MS);
  const rows = waitingRows(summaries ?? []);
  const mine = rows.filter(({ lane }) => lane.mayAct);
  const others = rows.filter(({ lane }) => !lane.mayAct);
  const oldest = oldestSince(mine);
  const title = t('home.waiting.title');
  const stale = (sources ?? []).filter(
    ({ kind, answering }) => kind === 'cluster' && !answering,
  );
  const isKnown = summaries !== undefined;

  if (isKnown && role === 'viewer' && mine.length === 0) {
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
      failure={error && failureText(role, t)}
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
      {stale.map(source => (
        <StaleNote key={`${source.kind}/${source.name}`}>
          {`${describeStale(source)} ${t('home.waiting.partial')}`}
        </StaleNote>
      ))}
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
