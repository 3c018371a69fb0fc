import { Reducer } from '@shop-portal/plugin-shop-monitoring-common';

type Values = ReadonlyArray<number | null>;

/** One number out of many; null where there is none. */
export function reduceValues(values: Values, reducer: Reducer): number | null {
  const known = values.filter(value => value !== null);
  switch (reducer) {
    case 'last':
      return values.at(-1) ?? null;
    case 'first':
      return values.at(0) ?? null;
    case 'lastNotNull':
      return known.at(-1) ?? null;
    case 'firstNotNull':
      return known.at(0) ?? null;
    case 'count':
      return values.length;
    default:
      return known.length === 0 ? null : reduceKnown(known, reducer);
  }
}

function reduceKnown(values: number[], reducer: Reducer): number {
  const min = () => values.reduce((a, b) => Math.min(a, b));
  const max = () => values.reduce((a, b) => Math.max(a, b));
  const sum = () => values.reduce((a, b) => a + b, 0);
  switch (reducer) {
    case 'min':
      return min();
    case 'max':
      return max();
    case 'mean':
      return sum() / values.length;
    case 'sum':
      return sum();
    case 'range':
      return max() - min();
    default:
      return values[values.length - 1] - values[0];
  }
}
