const LONGEST_TAG = 24;

/**
 * A tag as it fits in a line: a commit SHA keeps its first 8 characters,
 * anything else its first 24.
 * @public
 */
export function shortenTag(tag: string): string {
  if (/^[0-9a-f]{9,64}$/.test(tag)) {
    return tag.slice(0, 8);
  }
  return tag.length > LONGEST_TAG ? `${tag.slice(0, LONGEST_TAG - 1)}…` : tag;
}
