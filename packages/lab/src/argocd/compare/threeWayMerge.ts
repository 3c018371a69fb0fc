import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { Manifest, manifestSchema } from '../manifests/Manifest';

export const LAST_APPLIED_ANNOTATION =
  'kubectl.kubernetes.io/last-applied-configuration';

type JsonObject = Record<string, unknown>;

/**
 * The merge patch that makes a live object what Git wants, or undefined where
 * it is so already. Fields that Git does not name are left alone, except those
 * that Git named at the last sync.
 */
export function threeWayPatch(
  desired: Manifest,
  live: KubernetesObject,
): JsonObject | undefined {
  const patch = mergePatch(desired, live, lastApplied(live) ?? {});
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** The object with a note of what was applied, as `kubectl apply` leaves it. */
export function withLastApplied(desired: Manifest): Manifest {
  return {
    ...desired,
    metadata: {
      ...desired.metadata,
      annotations: {
        ...desired.metadata.annotations,
        [LAST_APPLIED_ANNOTATION]: `${JSON.stringify(desired)}\n`,
      },
    },
  };
}

function lastApplied(live: KubernetesObject): Manifest | undefined {
  const note = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION];
  try {
    return note ? manifestSchema.parse(JSON.parse(note)) : undefined;
  } catch {
    // Somebody edited the note: nothing is known about the last sync.
    return undefined;
  }
}

function mergePatch(
  desired: JsonObject,
  live: JsonObject,
  applied: JsonObject,
): JsonObject {
  const patch: JsonObject = {};
  for (const [key, wanted] of Object.entries(desired)) {
    const found = live[key];
    if (isObject(wanted) && isObject(found)) {
      const before = applied[key];
      const inner = mergePatch(wanted, found, isObject(before) ? before : {});
      if (Object.keys(inner).length > 0) {
        patch[key] = inner;
      }
    } else if (!isSatisfied(wanted, found)) {
      patch[key] = wanted;
    }
  }
  for (const key of Object.keys(applied)) {
    if (!Object.hasOwn(desired, key) && Object.hasOwn(live, key)) {
      // JSON merge patch removes a field by null.
      patch[key] = null;
    }
  }
  return patch;
}

/** Whether the live value is the wanted one, apart from filled-in defaults. */
function isSatisfied(wanted: unknown, found: unknown): boolean {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    return (
      wanted.length === found.length &&
      wanted.every((item, index) => isSatisfied(item, found[index]))
    );
  }
  if (isObject(wanted) && isObject(found)) {
    return Object.entries(wanted).every(([key, item]) =>
      isSatisfied(item, found[key]),
    );
  }
  // The API server drops empty values.
  return isDeepStrictEqual(wanted ?? undefined, found ?? undefined);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
