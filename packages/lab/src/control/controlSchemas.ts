import { z } from 'zod';
import { MONITORING_UPSTREAMS, UPSTREAM_FAULTS } from '../monitoring';

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

const clusterFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('down') }),
  z.strictObject({
    kind: z.literal('slow'),
    millis: z.number().int().min(1).max(60_000),
  }),
  z.strictObject({ kind: z.literal('rate-limited') }),
  z.strictObject({ kind: z.literal('expired-watches') }),
]);

const tagToPush = z.strictObject({
  service: name,
  environment: name,
  tag: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/),
  /** Publish the image first; without it the tag may lead nowhere. */
  publish: z.boolean(),
});

const scale = z.strictObject({
  service: name,
  environment: name,
  replicas: z.number().int().min(0).max(20),
});

const upstream = z.enum(MONITORING_UPSTREAMS);

/** What each control is called with. */
export const controlSchemas = {
  pushTag: z.tuple([tagToPush]),
  loseNextPatch: z.tuple([name]),
  fail: z.tuple([name, clusterFault]),
  heal: z.tuple([name]),
  failUpstream: z.tuple([upstream, z.enum(UPSTREAM_FAULTS)]),
  healUpstream: z.tuple([upstream]),
  scale: z.tuple([scale]),
  requests: z.tuple([]),
  resetRequests: z.tuple([]),
};

export type ClusterFault = z.infer<typeof clusterFault>;
export type ControlName = keyof typeof controlSchemas;
export type ControlArguments<Name extends ControlName> = z.infer<
  (typeof controlSchemas)[Name]
>;
