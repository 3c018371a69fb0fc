import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PanelValue } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import { displayValue } from './displayValue';
import styles from './panels.module.css';
import { positionOn, scaleOf } from './scale';
import { limitsOf, reachedLimit } from './thresholds';
import { ValueMark } from './ValueMark';

const RADIUS = 40;
const LENGTH = Math.PI * RADIUS;
const ARC = 'M 10 50 A 40 40 0 0 1 90 50';

function Gauge(props: { value: PanelValue; showName: boolean }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { value: panelValue, showName } = props;
  const { display, name, value } = panelValue;
  const number = typeof value === 'number' ? value : undefined;
  const scale = scaleOf(display, number ?? 0);
  const text = displayValue(display, value);
  const filled = number === undefined ? 0 : positionOn(scale, number);
  return (
    <div className={styles.gauge}>
      <svg
        viewBox="0 0 100 60"
        role="img"
        aria-label={`${name}: ${t('panel.of', {
          value: text,
          min: displayValue(display, scale.min),
          max: displayValue(display, scale.max),
        })}`}
      >
        <path d={ARC} className={styles.gaugeTrack} />
        <path
          d={ARC}
          className={styles.gaugeFill}
          data-tone={
            number === undefined
              ? undefined
              : reachedLimit(display, number)?.tone
          }
          strokeDasharray={`${filled * LENGTH} ${LENGTH}`}
        />
        {limitsOf(display).map(limit => {
          const angle = Math.PI * (1 - positionOn(scale, limit.value));
          return (
            <line
              key={limit.value}
              className={styles.gaugeLimit}
              x1={50 + 34 * Math.cos(angle)}
              y1={50 - 34 * Math.sin(angle)}
              x2={50 + 46 * Math.cos(angle)}
              y2={50 - 46 * Math.sin(angle)}
            />
          );
        })}
        <text x="50" y="50" textAnchor="middle" className={styles.gaugeText}>
          {text}
        </text>
      </svg>
      {showName && <span className={styles.name}>{name}</span>}
      <ValueMark value={panelValue} />
    </div>
  );
}

/** Values on half circles, with their limits as ticks. */
export function GaugePanel(props: { values: PanelValue[] }) {
  return (
    <div className={styles.gauges}>
      {props.values.map(value => (
        <Gauge
          key={value.id}
          value={value}
          showName={props.values.length > 1}
        />
      ))}
    </div>
  );
}
