import { generate, merge } from 'json-merge-patch';
import { isDeepStrictEqual } from 'node:util';
import { Manifest, manifestSchema, withAnnotation } from './Manifest';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object with a note of what was applied, as `kubectl apply` leaves it. */
export function withLastApplied(desired: Manifest): Manifest {
  return withAnnotation(desired, LAST_APPLIED, `${JSON.stringify(desired)}\n`);
}

/**
 * The merge patch that makes a live object what Git wants. It leaves alone
 * what Git does not name, except what Git named at the last sync: null.
 */
export function applyPatch(
  desired: Manifest,
  live: Manifest,
): Record<string, unknown> {
  const before = lastApplied(live);
  return merge((before && generate(before, desired)) ?? {}, desired);
}

/** Whether a patch would change nothing, apart from filled-in defaults. */
export function isSatisfied(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    return (
      wanted.length === found.length &&
      wanted.every((item, index) => isSatisfied(item, found[index]))
    );
  }
  if (isObject(wanted)) {
    const live = isObject(found) ? found : {};
    return Object.entries(wanted).every(([key, item]) =>
      isSatisfied(item, live[key]),
    );
  }
  return isDeepStrictEqual(wanted ?? undefined, found ?? undefined);
}

function lastApplied(live: Manifest): Manifest | undefined {
  const note = live.metadata.annotations?.[LAST_APPLIED];
  try {
    return note ? manifestSchema.parse(JSON.parse(note)) : undefined;
  } catch {
    // Somebody edited the note: nothing is known about the last sync.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
