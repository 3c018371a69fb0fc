import { downsample } from './downsample';

const range = { from: 0, to: 100_000 };
const times = Array.from({ length: 100_000 }, (_, index) => index);

describe('downsample', () => {
  it('keeps neighbouring extremes, the ends and gaps, in at most five points a column', () => {
    const values: Array<number | null> = times.map(time => Math.sin(time));
    values.splice(500, 3, 50, -60, 55);
    values[70_000] = null;

    const result = downsample({ times, values }, range, 1_000);

    expect(result.values).toEqual(expect.arrayContaining([-60, 55, null]));
    expect([result.times[0], result.times.at(-1)]).toEqual([0, 99_999]);
    expect(result.times.length).toBeLessThanOrEqual(5_000);
    expect(result.times).toEqual(
      [...new Set(result.times)].sort((a, b) => a - b),
    );
    for (const [index, time] of result.times.entries()) {
      expect(result.values[index]).toBe(values[time]);
    }
  });

  it('leaves alone what has room', () => {
    const points = { times: [1, 2, 3], values: [1, null, 3] };
    expect(downsample(points, range, 100)).toEqual(points);
  });
});
