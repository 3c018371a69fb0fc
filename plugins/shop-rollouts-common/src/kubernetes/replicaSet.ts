import { z } from 'zod';
import { metadataSchema, optional } from './metadata';
import { scaledSpecSchema, scaledStatusSchema } from './scaled';

/** Not `pod-template-hash`: Rollouts has a label of its own. @public */
export const POD_HASH_LABEL = 'rollouts-pod-template-hash';

/** On Rollouts and ReplicaSets. @public */
export const REVISION_ANNOTATION = 'rollout.argoproj.io/revision';

/** The literal key; it has no prefix. @public */
export const SCALE_DOWN_DEADLINE_ANNOTATION = 'scale-down-deadline';

const replicaSetSchema = z.object({
  metadata: metadataSchema,
  spec: scaledSpecSchema,
  status: optional(scaledStatusSchema),
});

/**
 * What the portal reads of an `apps/v1` ReplicaSet.
 * @public
 */
export type ReplicaSetObject = z.infer<typeof replicaSetSchema>;

/**
 * @returns undefined for what is not a ReplicaSet that can be read.
 * @public
 */
export function parseReplicaSet(value: unknown): ReplicaSetObject | undefined {
  return replicaSetSchema.safeParse(value).data;
}

/** @public */
export function replicaSetHash(replicaSet: ReplicaSetObject): string {
  return replicaSet.metadata.labels?.[POD_HASH_LABEL] ?? '';
}
