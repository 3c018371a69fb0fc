import { applyPatch, Operation } from 'fast-json-patch';
import { apply as applyMergePatch } from 'json-merge-patch';
import { z } from 'zod';
import { badRequest, patchRejected, unsupportedMediaType } from '../apiErrors';
import { KubernetesObject } from '../ResourceStore';
import { ResourceDefinition } from '../resourceTypes';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
// Named in refusals as a real server does, but not implemented here.
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';

const operationsSchema = z.array(z.custom<Operation>(isObject));

/** The object as the patch wants it; not checked yet. */
export type Patch = (object: KubernetesObject) => unknown;

/** For a media type that `checkPatchType` lets pass. */
export function parsePatch(mediaType: string, body: unknown): Patch {
  if (mediaType === JSON_PATCH) {
    const operations = operationsSchema.safeParse(body);
    if (!operations.success) {
      throw badRequest(
        'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
      );
    }
    return object => patchByOperations(object, operations.data);
  }
  if (!isObject(body)) {
    throw badRequest('error decoding patch: a patch has to be an object');
  }
  return object => applyMergePatch(object, body);
}

/**
 * Refused before the body is read: it may be no JSON at all.
 *
 * @throws ApiError 415 for a kind of patch that is not taken
 */
export function checkPatchType(
  definition: ResourceDefinition,
  mediaType: string,
): void {
  if (mediaType !== JSON_PATCH && mediaType !== MERGE_PATCH) {
    throw unsupportedMediaType(
      definition.custom
        ? [JSON_PATCH, MERGE_PATCH, APPLY_PATCH]
        : [JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH],
    );
  }
}

function patchByOperations(
  object: KubernetesObject,
  operations: Operation[],
): unknown {
  try {
    const result = applyPatch<unknown>(object, operations, true, false);
    return result.newDocument;
  } catch {
    throw patchRejected();
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
