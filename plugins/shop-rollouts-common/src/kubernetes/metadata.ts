import { z } from 'zod';

/** Absent and null mean the same in Kubernetes' JSON. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema
    .nullable()
    .transform(value => value ?? undefined)
    .optional();
}

const ownerReferenceSchema = z.object({
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
});

export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().min(1),
  uid: z.string().min(1),
  generation: optional(z.number()),
  resourceVersion: optional(z.string()),
  creationTimestamp: optional(z.string()),
  deletionTimestamp: optional(z.string()),
  labels: optional(z.record(z.string(), z.string())),
  annotations: optional(z.record(z.string(), z.string())),
  ownerReferences: optional(z.array(ownerReferenceSchema)),
});

/**
 * What the portal reads of an object's `metadata`.
 * @public
 */
export type ObjectMetadata = z.infer<typeof metadataSchema>;

/**
 * The owner references, not selectors, say what belongs to what: a Rollout
 * with `workloadRef` need not have a selector.
 * @public
 */
export function isOwnedBy(
  object: { metadata: ObjectMetadata },
  ownerUid: string,
): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    owner => owner.uid === ownerUid,
  );
}
