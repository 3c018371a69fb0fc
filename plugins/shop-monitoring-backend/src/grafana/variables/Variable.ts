import { DashboardVariable } from '@shop-portal/plugin-shop-monitoring-common';

export const ALL = '$__all';
export const AUTO_INTERVAL = '$__auto';

/** A variable with its options known and its value chosen. */
export interface Variable extends DashboardVariable {
  includeAll: boolean;
  /** Inserted as it is, where all are chosen. */
  allValue?: string;
}

/** The values that stand for a variable; `$__all` is taken apart. */
export function valuesOf(variable: Variable): string[] {
  return variable.current.includes(ALL)
    ? variable.options.map(({ value }) => value).filter(value => value !== ALL)
    : variable.current;
}

/**
 * Whether a value can stand in a query without ending the string that it is
 * in: no quote of any kind, no line break.
 */
export function isSafeValue(value: string): boolean {
  return value.length <= 500 && !/["'`\p{Cc}]/u.test(value);
}
