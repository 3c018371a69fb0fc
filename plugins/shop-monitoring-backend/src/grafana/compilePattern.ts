const MAX_LENGTH = 200;
/** A repeated group that repeats inside takes exponential time. */
const NESTED_REPETITION = /\([^()]*[+*{][^()]*\)[+*{?]|\)[+*{][^()]*\)[+*{]/;
const BACK_REFERENCE = /\\[1-9]|\\k</;

/**
 * A pattern out of a dashboard, `/…/flags` or bare. Whoever edits dashboards
 * must not be able to stop the portal.
 *
 * @returns undefined where it is not valid, or may take too long.
 */
export function compilePattern(text: string): RegExp | undefined {
  const [, body, flags] = /^\/(.*)\/([gimsu]*)$/s.exec(text) ?? [
    undefined,
    text,
    '',
  ];
  if (
    body.length > MAX_LENGTH ||
    NESTED_REPETITION.test(body) ||
    BACK_REFERENCE.test(body)
  ) {
    return undefined;
  }
  try {
    return new RegExp(body, flags.replace(/[g]/g, ''));
  } catch {
    return undefined;
  }
}
