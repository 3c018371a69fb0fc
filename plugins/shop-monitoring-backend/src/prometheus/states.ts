import { WatchState } from '@shop-portal/plugin-shop-monitoring-common';

export function toAlertState(raw: string): WatchState {
  switch (raw) {
    case 'firing':
      return 'firing';
    case 'pending':
      return 'pending';
    case 'recovering':
      return 'recovering';
    case 'inactive':
      return 'ok';
    default:
      return 'error';
  }
}

/** What a rule's health says when none of its alerts is there. */
export function toRuleState(health: string | undefined): WatchState {
  switch (health) {
    case 'err':
      return 'error';
    case 'unknown':
      return 'nodata';
    default:
      return 'ok';
  }
}
