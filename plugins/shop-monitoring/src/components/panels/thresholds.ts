import { StatusLabelTone } from '@shop-portal/plugin-shop-react';
import { FieldDisplay } from '@shop-portal/plugin-shop-monitoring-common';

/** One of a panel's limits, in the unit of the field. */
export interface Limit {
  value: number;
  tone: StatusLabelTone;
}

const TONES: Array<[RegExp, StatusLabelTone]> = [
  [/red/, 'negative'],
  [/orange|yellow/, 'warning'],
  [/green/, 'positive'],
  [/blue|purple/, 'announcement'],
];

/**
 * The portal's tone for a colour of Grafana. Dashboards bring colours of
 * their own, which neither theme has been checked for.
 */
export function toneOf(color: string | undefined): StatusLabelTone {
  return (
    TONES.find(([pattern]) => color && pattern.test(color))?.[1] ?? 'neutral'
  );
}

/** The limits of a field, ascending, without the base. */
export function limitsOf(display: FieldDisplay): Limit[] {
  const { thresholds, min = 0, max = 100 } = display;
  return (thresholds?.steps ?? []).flatMap(({ value, color }) => {
    if (value === null) {
      return [];
    }
    const absolute =
      thresholds?.mode === 'percentage'
        ? min + ((max - min) * value) / 100
        : value;
    return [{ value: absolute, tone: toneOf(color) }];
  });
}

/** The limit that a value has reached, if any. */
export function reachedLimit(
  display: FieldDisplay,
  value: number,
): Limit | undefined {
  return limitsOf(display).findLast(limit => value >= limit.value);
}
