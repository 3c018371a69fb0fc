import { DateTime } from 'luxon';

/**
 * A moment with its zone: `Sun 22 Nov 2026, 14:02:06 (Asia/Seoul, UTC+9)`.
 * @public
 */
export function formatAbsoluteTime(time: string): string {
  const moment = DateTime.fromISO(time).setLocale('en-GB');
  if (!moment.isValid) {
    return time;
  }
  return `${moment.toFormat('ccc d LLL yyyy, HH:mm:ss')} (${
    moment.zoneName
  }, ${moment.toFormat("'UTC'Z")})`;
}
