import { Request } from 'express';
import { z } from 'zod';
import { decodeAccessReview } from '../access/decodeAccessReview';
import { badRequest, unsupportedMediaType } from '../apiErrors';
import { DraftObject } from '../ResourceStore';
import { apiVersionOf, ResourceDefinition } from '../resourceTypes';

const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';

const ownerSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
});

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().optional(),
    generateName: z.string().optional(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    generation: z.number().int().optional(),
    creationTimestamp: z.string().optional(),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    finalizers: z.array(z.string()).optional(),
    ownerReferences: z.array(ownerSchema).optional(),
  }),
});

/** `application/json` for `Application/JSON; charset=utf-8`. */
export function mediaTypeOf(request: Request): string {
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}

/** The body of a create or a replace. */
export function readObjectBody(request: Request): unknown {
  const mediaType = mediaTypeOf(request) || JSON_TYPE;
  if (mediaType !== JSON_TYPE) {
    throw unsupportedMediaType([JSON_TYPE]);
  }
  return readJsonBody(request);
}
/** The body of an access review. */
export function readReviewBody(request: Request): unknown {
  if (mediaTypeOf(request) !== PROTOBUF_TYPE) {
    return readObjectBody(request);
  }
  return decode('protobuf', () => {
    const review = decodeAccessReview(bytesOf(request));
    if (review === undefined) {
      throw new Error('no protobuf envelope');
    }
    return review;
  });
}

export function readJsonBody(request: Request): unknown {
  return decode('json', () => JSON.parse(textOf(request)));
}

/** As `readJsonBody`, for requests that need no body. */
export function readOptionalJsonBody(request: Request): unknown {
  return textOf(request) === '' ? {} : readJsonBody(request);
}

/**
 * Checks that the value is an object of this kind, under the name of the
 * request where there is one.
 */
export function toDraft(
  definition: ResourceDefinition,
  value: unknown,
  target: { namespace?: string; name?: string },
): DraftObject {
  const parsed = objectSchema.safeParse(withoutNulls(definition, value));
  if (!parsed.success) {
    throw badRequest(
      `${definition.kind} in version "${
        definition.version
      }" cannot be handled as a ${definition.kind}: ${z.prettifyError(
        parsed.error,
      )}`,
    );
  }
  const draft = parsed.data;
  const expected = apiVersionOf(definition);
  if (draft.apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${draft.apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (draft.kind !== definition.kind) {
    throw badRequest(
      `the kind in the data (${draft.kind}) does not match the expected kind (${definition.kind})`,
    );
  }
  const { name, namespace } = draft.metadata;
  if (target.name !== undefined && name && name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name})`,
    );
  }
  if (target.namespace && namespace && namespace !== target.namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...draft,
    metadata: {
      ...draft.metadata,
      ...(target.name !== undefined && { name: target.name }),
      namespace: target.namespace,
    },
  };
}

/**
 * A null means "not set" in built-in kinds, and in the metadata of all; the
 * rest of a custom resource keeps it.
 */
function withoutNulls(
  definition: ResourceDefinition,
  value: unknown,
  isMetadata = false,
): unknown {
  if (Array.isArray(value)) {
    return value.map(element => withoutNulls(definition, element, isMetadata));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([, field]) => field !== null || (definition.custom && !isMetadata),
      )
      .map(([name, field]) => [
        name,
        withoutNulls(definition, field, isMetadata || name === 'metadata'),
      ]),
  );
}

function decode(format: string, parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw badRequest(
      `the object provided is unrecognized (must be of type ${format}): ${detail}`,
    );
  }
}

function textOf(request: Request): string {
  return bytesOf(request).toString('utf8');
}

/** Express leaves something else than bytes where there was no body. */
function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
