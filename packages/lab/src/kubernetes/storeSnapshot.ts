import { z } from 'zod';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
  }),
});

/** What a cluster keeps across restarts. */
export const storeSnapshotSchema = z.object({
  resourceVersion: z.number().int(),
  objects: z.array(
    z.object({ group: z.string(), plural: z.string(), object: objectSchema }),
  ),
});

export type StoreSnapshot = z.infer<typeof storeSnapshotSchema>;
