import { WatchState } from '@shop-portal/plugin-shop-monitoring-common';

const WORST_FIRST: WatchState[] = [
  'firing',
  'error',
  'warning',
  'nodata',
  'pending',
  'recovering',
  'ok',
];

export function worstState(states: readonly WatchState[]): WatchState {
  return WORST_FIRST.find(state => states.includes(state)) ?? 'ok';
}

/** Sorts worst first; what is muted comes after its like. */
export function byState(
  a: { state: WatchState; muted?: object },
  b: { state: WatchState; muted?: object },
): number {
  return rank(a) - rank(b);
}

function rank({ state, muted }: { state: WatchState; muted?: object }): number {
  return WORST_FIRST.indexOf(state) * 2 + (muted ? 1 : 0);
}
