/**
 * A copy that holds only what JSON can say, so no undefined fields.
 *
 * @remarks
 * Not `structuredClone`: its objects have other prototypes inside a test
 * runner's sandbox, and a strict comparison would see a change in each copy.
 */
export function copyJson<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
