/** ISO 8601 of a text with a time, undefined for anything else. */
export function toMoment(text: string | null | undefined): string | undefined {
  const millis = Date.parse(text ?? '');
  return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
}

/** ISO 8601 of seconds since 1970; 0 and what is no time are undefined. */
export function secondsToMoment(
  seconds: number | null | undefined,
): string | undefined {
  return seconds && seconds > 0 && seconds < 8.64e12
    ? new Date(seconds * 1000).toISOString()
    : undefined;
}

export function earliest(
  moments: ReadonlyArray<string | undefined>,
): string | undefined {
  return moments
    .filter(moment => moment !== undefined)
    .sort()
    .at(0);
}
