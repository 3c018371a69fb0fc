import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ResourceReader } from '../../kubernetes';
import { translateQuery, TranslatedQuery } from './translateQuery';

const thresholdsSchema = z.looseObject({
  critical: z.number(),
  warning: z.number().optional(),
});

/** What `POST /api/v1/monitor` takes, as far as the lab reads it. */
const payloadSchema = z.looseObject({
  name: z.string().min(1),
  type: z.enum(['query alert', 'metric alert']),
  query: z.string(),
  message: z.string().default(''),
  tags: z.array(z.string()).default([]),
  priority: z.number().int().min(1).max(5).nullable().default(null),
  options: z.looseObject({
    thresholds: thresholdsSchema,
    on_missing_data: z.string().optional(),
  }),
});

const resourceSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    creationTimestamp: z.string(),
  }),
  spec: z.looseObject({ type: z.literal('monitor'), jsonSpec: z.string() }),
});

export interface MonitorDefinition {
  id: number;
  created: string;
  payload: z.infer<typeof payloadSchema>;
  /** Undefined for a kind of query that the lab cannot evaluate. */
  query?: TranslatedQuery;
}

/**
 * The monitors in the DatadogGenericResource objects of a cluster, without
 * those that the API would refuse.
 */
export function readMonitors(store: ResourceReader): MonitorDefinition[] {
  return store
    .list({ group: 'datadoghq.com', plural: 'datadoggenericresources' })
    .flatMap(object => {
      const { data } = resourceSchema.safeParse(object);
      const payload = data && parsePayload(data.spec.jsonSpec);
      if (!payload) {
        return [];
      }
      const { name, namespace, creationTimestamp: created } = data.metadata;
      const query = translateQuery(payload.query);
      // The API takes a monitor only when both say the same number.
      return query && query.threshold !== payload.options.thresholds.critical
        ? []
        : [
            {
              id: idOf(store.cluster, namespace, name),
              created,
              payload,
              query,
            },
          ];
    });
}

function parsePayload(text: string) {
  try {
    return payloadSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function idOf(...path: string[]): number {
  return createHash('sha256').update(path.join('/')).digest().readUInt32BE(0);
}
