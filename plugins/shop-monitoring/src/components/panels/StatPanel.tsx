import { PanelValue } from '@shop-portal/plugin-shop-monitoring-common';
import { displayValue } from './displayValue';
import styles from './panels.module.css';
import { Sparkline } from './Sparkline';
import { reachedLimit } from './thresholds';
import { ValueMark } from './ValueMark';

/** Big numbers, each with its limit in words. */
export function StatPanel(props: { values: PanelValue[]; hasGraph: boolean }) {
  const { values, hasGraph } = props;
  return (
    <dl className={styles.stats}>
      {values.map(value => (
        <div key={value.id} className={styles.stat}>
          {values.length > 1 && <dt className={styles.name}>{value.name}</dt>}
          <dd className={styles.statBody}>
            <span
              className={styles.big}
              data-tone={
                typeof value.value === 'number'
                  ? reachedLimit(value.display, value.value)?.tone
                  : undefined
              }
            >
              {displayValue(value.display, value.value)}
            </span>
            <ValueMark value={value} />
            {hasGraph && value.spark && <Sparkline {...value.spark} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
