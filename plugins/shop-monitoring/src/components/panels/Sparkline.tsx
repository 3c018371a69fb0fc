import styles from './panels.module.css';

const WIDTH = 200;
const HEIGHT = 32;

/** A small line without axes; the number beside it says what matters. */
export function Sparkline(props: {
  times: number[];
  values: Array<number | null>;
}) {
  const { times, values } = props;
  const known = values.filter(value => value !== null);
  const lowest = Math.min(...known);
  const span = Math.max(...known) - lowest || 1;
  const [start] = times;
  const duration = (times.at(-1) ?? start) - start || 1;
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          `${(((times[index] - start) / duration) * WIDTH).toFixed(1)},${(
            HEIGHT -
            2 -
            ((value - lowest) / span) * (HEIGHT - 4)
          ).toFixed(1)}`,
        ],
  );
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}
