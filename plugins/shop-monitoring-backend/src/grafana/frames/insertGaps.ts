import { Points } from './downsample';

/**
 * Prometheus leaves out points that it does not have. A chart would join what
 * is left, so a gap is put where two points are further apart than the step.
 */
export function insertGaps({ times, values }: Points, step: number): Points {
  const distances = times.slice(1).map((time, index) => time - times[index]);
  // Some sources answer in coarser steps than they were asked for.
  const real = Math.max(
    step,
    distances.reduce((a, b) => Math.min(a, b), Infinity),
  );
  const result: Points = { times: [], values: [] };
  for (let index = 0; index < times.length; index++) {
    if (index > 0 && distances[index - 1] > real * 1.5) {
      result.times.push(times[index - 1] + real);
      result.values.push(null);
    }
    result.times.push(times[index]);
    result.values.push(values[index]);
  }
  return result;
}
