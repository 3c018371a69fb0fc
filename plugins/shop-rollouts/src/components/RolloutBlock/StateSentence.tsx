import { useEffect, useState } from 'react';
import { Text } from '@backstage/ui';
import { useNow } from '@shop-portal/plugin-shop-react';
import {
  describeLane,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import styles from './RolloutBlock.module.css';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const TICKING: RolloutView['state'][] = [
  'timed',
  'go-back-window',
  'abort-not-finished',
];

/** Once a deadline is over, nothing has to tick until the next change. */
function useTick(view: RolloutView): Date {
  const [isOver, setIsOver] = useState(false);
  const ticks = TICKING.includes(view.state) && !isOver;
  const now = useNow(ticks ? SECOND_MS : MINUTE_MS);

  useEffect(() => {
    setIsOver(
      view.deadline !== undefined && Date.parse(view.deadline) < Date.now(),
    );
  }, [now, view.deadline]);

  return now;
}

/** The sentence under the label of a lane. */
export function StateSentence(props: { view: RolloutView }) {
  const now = useTick(props.view);
  const { state } = props.view;
  const isCountingDown = state === 'timed' || state === 'go-back-window';
  return (
    <Text
      as="p"
      variant="body-medium"
      className={
        state === 'invalid'
          ? `${styles.sentence} ${styles.mono}`
          : styles.sentence
      }
      role={isCountingDown ? 'timer' : undefined}
      aria-live={isCountingDown ? 'off' : undefined}
    >
      {describeLane(props.view, now)}
    </Text>
  );
}
