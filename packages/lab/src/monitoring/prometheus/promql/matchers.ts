import { Labels } from '../../traffic/Series';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  name: string;
  matches(value: string): boolean;
}

/**
 * A missing label is an empty one; a regular expression matches the whole.
 *
 * @throws Error when the regular expression is none
 */
export function createMatcher(
  name: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  switch (operator) {
    case '=':
      return { name, matches: given => given === value };
    case '!=':
      return { name, matches: given => given !== value };
    default: {
      const pattern = anchored(value);
      const wanted = operator === '=~';
      return { name, matches: given => pattern.test(given) === wanted };
    }
  }
}

export function matchesAll(matchers: Matcher[], labels: Labels): boolean {
  return matchers.every(({ name, matches }) => matches(labels[name] ?? ''));
}

function anchored(value: string): RegExp {
  try {
    return new RegExp(`^(?:${value})$`, 's');
  } catch (error) {
    throw new Error(`error parsing regexp: ${(error as Error).message}`);
  }
}
