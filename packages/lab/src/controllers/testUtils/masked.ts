import { asRecord } from './asRecord';

/**
 * The value without what differs from run to run: hashes and times become
 * their kind, counters of versions vanish.
 */
export function masked(
  value: unknown,
  hashes: Record<string, string>,
): unknown {
  if (Array.isArray(value)) {
    return value.map(item => masked(item, hashes));
  }
  if (typeof value === 'string') {
    return Object.entries(hashes)
      .reduce((text, [hash, name]) => text.replaceAll(hash, name), value)
      .replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, '<time>');
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(asRecord(value))
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, masked(field, hashes)]),
  );
}
