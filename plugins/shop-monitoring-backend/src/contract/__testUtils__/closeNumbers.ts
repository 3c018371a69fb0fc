const TOLERANCE = 1e-9;

declare global {
  namespace jest {
    interface Expect {
      /** Jest has it; its types do not yet. */
      addEqualityTesters(
        testers: Array<(a: unknown, b: unknown) => boolean | undefined>,
      ): void;
    }
  }
}

/** For `expect.addEqualityTesters`: sums may be added up in another order. */
export function closeNumbers(a: unknown, b: unknown): boolean | undefined {
  if (typeof a !== 'number' || typeof b !== 'number') {
    return undefined;
  }
  return (
    Object.is(a, b) ||
    Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))
  );
}
