import { Request } from 'express';
import { applyPatch, Operation } from 'fast-json-patch';
import { apply as applyMergePatch } from 'json-merge-patch';
import { z } from 'zod';
import { ApiError, badRequest } from '../ApiError';
import { DraftObject, OwnerReference } from '../ResourceStore';
import { apiVersionOf, ResourceDefinition } from '../resourceTypes';
import { RequestTarget } from './requestTarget';

const JSON_OBJECT = 'application/json';
const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
/** What is parsed before anything looks at a body. */
export const JSON_TYPES = [JSON_OBJECT, JSON_PATCH, MERGE_PATCH];

const texts = z.record(z.string(), z.string());
const draftSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().optional(),
    generateName: z.string().optional(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    labels: texts.optional(),
    annotations: texts.optional(),
    ownerReferences: z
      .array(z.custom<OwnerReference>(value => Object(value).uid))
      .optional(),
  }),
});

/** What the request makes of what is there: an object, or a patch of it. */
export function readChange(request: Request): (current: object) => unknown {
  const { method, body } = request;
  const accepted =
    method === 'PATCH' ? [JSON_PATCH, MERGE_PATCH] : [JSON_OBJECT];
  switch (request.is(accepted)) {
    case JSON_OBJECT:
      return () => body;
    case MERGE_PATCH:
      return current => applyMergePatch(current, body);
    case JSON_PATCH:
      return current => applyOperations(current, body);
    default: {
      const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
        ', ',
      )}`;
      throw new ApiError(415, 'UnsupportedMediaType', message);
    }
  }
}

function applyOperations(current: object, operations: Operation[]): unknown {
  try {
    return applyPatch<unknown>(current, operations, true, false).newDocument;
  } catch {
    // Which operation failed is not told, nor is it by a real server.
    const message =
      'the server rejected our request due to an error in our request';
    throw new ApiError(422, 'Invalid', message, {});
  }
}

/**
 * Checks that the value is an object of this kind, under the name of the
 * request where there is one.
 */
export function toDraft(
  { group, version, kind }: ResourceDefinition,
  value: unknown,
  { namespace, name }: RequestTarget,
): DraftObject {
  const parsed = draftSchema.safeParse(withoutNulls(value));
  if (!parsed.success) {
    const problem = z.prettifyError(parsed.error);
    throw badRequest(`${kind} cannot be handled as a ${kind}: ${problem}`);
  }
  const { metadata, ...draft } = parsed.data;
  for (const [what, actual, expected] of [
    ['API version', draft.apiVersion, apiVersionOf(group, version)],
    ['kind', draft.kind, kind],
    ['name', metadata.name ?? name, name ?? metadata.name],
    ['namespace', metadata.namespace ?? namespace, namespace],
  ]) {
    if (actual !== expected) {
      throw badRequest(
        `the ${what} in the data (${actual}) does not match the expected ${what} (${expected})`,
      );
    }
  }
  const identity = { name: name ?? metadata.name, namespace };
  return { ...draft, metadata: { ...metadata, ...identity } };
}

/** A null means "not set". */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, field) => field ?? undefined);
}
