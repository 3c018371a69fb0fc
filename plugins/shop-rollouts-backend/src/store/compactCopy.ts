/**
 * A copy that takes less memory than what it was made of.
 *
 * @remarks
 * An object that a parser of schemas put together field by field keeps room
 * for more fields; one that comes out of the JSON parser has exactly its own.
 */
export function compactCopy<T extends object>(object: T): T {
  return JSON.parse(JSON.stringify(object));
}
