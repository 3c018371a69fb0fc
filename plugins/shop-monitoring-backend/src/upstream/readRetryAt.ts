const DEFAULT_SECONDS = 30;
/** An upstream must not silence itself for hours by a typing error. */
const MAX_SECONDS = 15 * 60;

/**
 * When an upstream that answered 429 may be asked again: `Retry-After`, in
 * seconds or as a date, else Datadog's `X-RateLimit-Reset`, in seconds.
 */
export function readRetryAt(headers: Headers, now: Date): Date {
  const seconds =
    toSeconds(headers.get('retry-after'), now) ??
    toSeconds(headers.get('x-ratelimit-reset'), now) ??
    DEFAULT_SECONDS;
  const bounded = Math.min(Math.max(seconds, 1), MAX_SECONDS);
  return new Date(now.getTime() + bounded * 1000);
}

function toSeconds(text: string | null, now: Date): number | undefined {
  if (text === null) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(text.trim())) {
    return Number(text);
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : (date - now.getTime()) / 1000;
}
