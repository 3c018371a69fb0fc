import { parse } from 'protobufjs';
import { z } from 'zod';
import { isAllowed, User } from './access';
import { badRequest } from './ApiError';

/**
 * As much of `runtime.Unknown` and k8s.io/api/authorization/v1 as a question
 * about a resource needs: kubectl asks it as protobuf, whatever it is told.
 */
const ENVELOPE = parse(`
  syntax = "proto3";
  message Envelope { Review raw = 2; }
  message Review { Spec spec = 2; }
  message Spec { Resource resourceAttributes = 1; }
  message Resource {
    string namespace = 1;
    string verb = 2;
    string group = 3;
    string resource = 5;
    string subresource = 6;
    string name = 7;
  }
`).root.lookupType('Envelope');
const MAGIC_LENGTH = 'k8s\0'.length;

const text = z.string().default('');
const attributesSchema = z.object({
  verb: text,
  group: text,
  resource: text,
  subresource: text,
});
const reviewSchema = z.object({
  spec: z.object({ resourceAttributes: attributesSchema }),
});

/**
 * The answer to a SelfSubjectAccessReview, which `kubectl auth can-i` sends.
 *
 * @param body - its JSON, or the bytes of its protobuf
 */
export function reviewAccess(user: User, body: unknown): object {
  const parsed = reviewSchema.safeParse(
    Buffer.isBuffer(body) ? decode(body) : body,
  );
  if (!parsed.success) {
    throw badRequest(z.prettifyError(parsed.error));
  }
  const { verb, resource, ...asked } = parsed.data.spec.resourceAttributes;
  const allowed = isAllowed(user, verb, { ...asked, plural: resource });
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    ...parsed.data,
    status: { allowed, reason: allowed ? reasonFor(user) : undefined },
  };
}

/** An administrator is asked nothing, so there is no rule to name. */
function reasonFor({ tier }: User): string | undefined {
  return tier === 'admin'
    ? undefined
    : `RBAC: allowed by ClusterRole "shop-portal-${tier}"`;
}

function decode(body: Buffer): unknown {
  try {
    return ENVELOPE.decode(body.subarray(MAGIC_LENGTH)).toJSON().raw;
  } catch {
    throw badRequest('the object provided is unrecognized (must be protobuf)');
  }
}
