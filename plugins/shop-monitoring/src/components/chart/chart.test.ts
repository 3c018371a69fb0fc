import { display } from '../../__testUtils__/answers';
import { alignSeries } from './alignSeries';
import { ChartMark, ChartSeries } from './chartTypes';
import { joinMarks } from './joinMarks';
import { summarise } from './summarise';

function line(times: number[], values: Array<number | null>): ChartSeries {
  const { draw } = display();
  return { id: 'line', name: 'line', times, values, draw, legend: [] };
}

function mark(at: number): ChartMark {
  return { id: String(at), at, kind: 'live', text: '' };
}

describe('alignSeries', () => {
  it('puts series on common times, gaps apart from missing samples', () => {
    expect(
      alignSeries(
        [line([1000, 3000], [1, null]), line([2000, 3000], [5, 6])],
        false,
      ),
    ).toEqual([
      [1, 2, 3],
      [1, undefined, null],
      [undefined, 5, 6],
    ]);
  });

  it('sums stacked series from the first one up', () => {
    const times = [1000, 2000];
    expect(
      alignSeries(
        [line(times, [1, 2]), line(times, [10, null]), line(times, [100, 200])],
        true,
      ),
    ).toEqual([
      [1, 2],
      [1, 2],
      [11, null],
      [111, 200],
    ]);
  });
});

describe('joinMarks', () => {
  it('joins marks closer than 24 px, whatever their order', () => {
    const groups = joinMarks([mark(100), mark(0), mark(20)], at => at);
    expect(groups.map(({ marks }) => marks.map(({ at }) => at))).toEqual([
      [0, 20],
      [100],
    ]);
  });
});

describe('summarise', () => {
  it('takes the last value that is known', () => {
    expect(summarise(line([1, 2, 3], [4, 1, null]))).toEqual({
      last: 1,
      lastAt: 2,
      lowest: 1,
      highest: 4,
    });
  });

  it('says nothing of a line without values', () => {
    expect(summarise(line([1], [null]))).toBeUndefined();
  });
});
