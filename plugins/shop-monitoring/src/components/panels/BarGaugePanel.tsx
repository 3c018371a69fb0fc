import { PanelValue } from '@shop-portal/plugin-shop-monitoring-common';
import { displayValue } from './displayValue';
import styles from './panels.module.css';
import { positionOn, scaleOf } from './scale';
import { reachedLimit } from './thresholds';
import { ValueMark } from './ValueMark';

function percent(value: PanelValue, highest: number): string {
  return typeof value.value === 'number'
    ? `${positionOn(scaleOf(value.display, highest), value.value) * 100}%`
    : '0%';
}

/** Values as bars of one scale, the number beside each. */
export function BarGaugePanel(props: { values: PanelValue[] }) {
  const highest = Math.max(
    0,
    ...props.values.map(({ value }) => (typeof value === 'number' ? value : 0)),
  );
  return (
    <dl className={styles.bars}>
      {props.values.map(value => (
        <div key={value.id} className={styles.barRow}>
          <dt className={styles.name}>{value.name}</dt>
          <dd className={styles.barBody}>
            <span className={styles.bar} aria-hidden="true">
              <span
                className={styles.barFill}
                data-tone={
                  typeof value.value === 'number'
                    ? reachedLimit(value.display, value.value)?.tone
                    : undefined
                }
                style={{ width: percent(value, highest) }}
              />
            </span>
            <span>{displayValue(value.display, value.value)}</span>
            <ValueMark value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
