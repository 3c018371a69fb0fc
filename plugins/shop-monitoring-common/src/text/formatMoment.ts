import {
  formatShortTime,
  TimeFormat,
} from '@shop-portal/plugin-shop-rollouts-common';

const DAY = 24 * 60 * 60_000;

/** `14:35`, and with the date when it is a day or more away. */
export function formatMoment(
  time: string,
  now: Date,
  format: TimeFormat = {},
): string {
  const clock = formatShortTime(time, format);
  if (Math.abs(now.getTime() - Date.parse(time)) < DAY) {
    return clock;
  }
  const date = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: format.timeZone,
  }).format(Date.parse(time));
  return `${date}, ${clock}`;
}
