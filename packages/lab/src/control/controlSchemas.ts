import { z } from 'zod';
import { MONITORING_UPSTREAMS, UPSTREAM_FAULTS } from '../monitoring';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

export const pushTagSchema = z.strictObject({
  service: name,
  environment: name,
  tag: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/),
  publish: z.boolean(),
});

export const clusterSchema = z.strictObject({ cluster: name });

export const failSchema = z.strictObject({
  cluster: name,
  fault: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('down') }),
    z.strictObject({
      kind: z.literal('slow'),
      millis: z.number().int().min(1).max(60_000),
    }),
    z.strictObject({ kind: z.literal('rate-limited') }),
    z.strictObject({ kind: z.literal('expired-watches') }),
  ]),
});

export const upstreamSchema = z.strictObject({
  upstream: z.enum(MONITORING_UPSTREAMS),
});

export const failUpstreamSchema = upstreamSchema.extend({
  fault: z.enum(UPSTREAM_FAULTS),
});

export const scaleSchema = z.strictObject({
  service: name,
  environment: name,
  replicas: z.number().int().min(0).max(20),
});
