/**
 * How times are written where a zone matters.
 * @public
 */
export interface TimeFormat {
  /** IANA name; the reader's own zone when undefined. */
  timeZone?: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago: `just now`, `40 s`, `12 min`, `3 h`, `2 d`, from 14 days on
 * the date. Without "ago", which only sentences add.
 * @public
 */
export function formatAge(
  since: string,
  now: Date,
  format: TimeFormat = {},
): string {
  const time = Date.parse(since);
  if (Number.isNaN(time)) {
    return 'unknown';
  }
  const age = now.getTime() - time;
  if (age < 10 * SECOND) {
    return 'just now';
  }
  if (age < MINUTE) {
    return `${Math.floor(age / SECOND)} s`;
  }
  if (age < HOUR) {
    return `${Math.floor(age / MINUTE)} min`;
  }
  if (age < DAY) {
    return `${Math.floor(age / HOUR)} h`;
  }
  if (age < 14 * DAY) {
    return `${Math.floor(age / DAY)} d`;
  }
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: format.timeZone,
  }).format(time);
}

/**
 * A span of time in at most two units: `4 s`, `10 min`, `1 min 20 s`, `2 h`.
 * @public
 */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const parts: Array<[number, string]> = [
    [Math.floor(total / 86400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) {
    return '0 s';
  }
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/**
 * The time left until a deadline, as a clock: `0:42`, `8:40`, `1:02:03`.
 * @public
 */
export function formatCountdown(deadline: string, now: Date): string {
  const time = Date.parse(deadline);
  const left = Number.isNaN(time) ? 0 : time - now.getTime();
  const seconds = Math.max(0, Math.ceil(left / SECOND));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/**
 * A time of day with seconds: `14:12:03`.
 * @public
 */
export function formatClockTime(time: string, format: TimeFormat = {}): string {
  return formatTime(time, { ...format, second: '2-digit' });
}

/**
 * A time of day without seconds: `14:02`.
 * @public
 */
export function formatShortTime(time: string, format: TimeFormat = {}): string {
  return formatTime(time, format);
}

/**
 * A person's name made from an entity reference: `Olga Petrova` from
 * `user:default/olga.petrova`. For where the catalog is not at hand.
 * @public
 */
export function formatPerson(entityRef: string): string {
  const name = entityRef.split('/').pop() ?? entityRef;
  return name
    .split(/[._-]+/)
    .filter(part => part.length > 0)
    .map(part => part[0].toUpperCase() + part.slice(1))
    .join(' ');
}

/** An age after `for` or `since`: the date from 14 days on. */
export function spanInSentence(
  since: string,
  now: Date,
  format: TimeFormat = {},
): string {
  const age = formatAge(since, now, format);
  return age === 'just now' ? 'a few seconds' : age;
}

/**
 * An age as an adverb: `3 d ago`, `just now`, `on 8 Nov 2026`.
 * @public
 */
export function agoInSentence(
  since: string,
  now: Date,
  format: TimeFormat = {},
): string {
  const age = formatAge(since, now, format);
  if (age === 'just now') {
    return age;
  }
  return isSpan(age) ? `${age} ago` : `on ${age}`;
}

/** `for 3 d`, `for a few seconds`, `since 8 Nov 2026`. */
export function durationInSentence(
  since: string,
  now: Date,
  format: TimeFormat = {},
): string {
  const age = spanInSentence(since, now, format);
  return age === 'a few seconds' || isSpan(age) ? `for ${age}` : `since ${age}`;
}

function isSpan(age: string): boolean {
  return /^\d+ (s|min|h|d)$/.test(age);
}

/** Seconds from one time to the other, undefined when one is unknown. */
export function secondsBetween(
  from: string | undefined,
  to: string | Date,
): number | undefined {
  const end = typeof to === 'string' ? Date.parse(to) : to.getTime();
  const seconds = (end - Date.parse(from ?? '')) / SECOND;
  return Number.isNaN(seconds) ? undefined : seconds;
}

function formatTime(time: string, options: Intl.DateTimeFormatOptions): string {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) {
    return 'an unknown time';
  }
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...options,
  }).format(parsed);
}
