import { ReactElement, useEffect, useRef } from 'react';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiNotificationOffLine,
  RiQuestionLine,
  RiSubtractLine,
} from '@remixicon/react';
import {
  StatusLabel,
  StatusLabelTone,
  useAnnounce,
  useNow,
} from '@shop-portal/plugin-shop-react';
import {
  describeHealth,
  Health,
  Verdict,
} from '@shop-portal/plugin-shop-monitoring-common';
import styles from './MonitoringTab.module.css';

const MINUTE_MS = 60_000;

const LOOK: Record<Verdict, { tone: StatusLabelTone; icon: ReactElement }> = {
  notWell: { tone: 'negative', icon: <RiAlertLine /> },
  notKnown: { tone: 'warning', icon: <RiQuestionLine /> },
  muted: { tone: 'neutral', icon: <RiNotificationOffLine /> },
  well: { tone: 'positive', icon: <RiCheckboxCircleLine /> },
  notWatched: { tone: 'neutral', icon: <RiSubtractLine /> },
};

/** The icon that stands for a verdict beside its words. */
export function verdictIcon(verdict: Verdict): ReactElement {
  return LOOK[verdict].icon;
}

/** How an entity is, in one line. */
export function HealthLine(props: { health: Health }) {
  const { health } = props;
  const now = useNow(MINUTE_MS);
  const { tone, icon } = LOOK[health.verdict];
  return (
    <StatusLabel tone={tone} icon={icon}>
      {describeHealth(health, now)}
    </StatusLabel>
  );
}

/** The line as the opening of the tab; says so when it changes. */
export function HealthHeadline(props: { health: Health }) {
  const { health } = props;
  const announce = useAnnounce();
  const known = useRef(health.verdict);
  useEffect(() => {
    if (known.current !== health.verdict) {
      known.current = health.verdict;
      announce(describeHealth(health, new Date()));
    }
  }, [announce, health]);
  return (
    <p className={styles.headline}>
      <HealthLine health={health} />
    </p>
  );
}
