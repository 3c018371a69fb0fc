import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { z } from 'zod';
import { tolerantArray } from '../upstream/tolerant';
import { UpstreamClient } from '../upstream/UpstreamClient';

const PLUGIN_ID = 'shop-rollouts';

const release = z.object({ tag: z.string() });

// Only what marks are made of: Deliver may add to the rest at any time.
const operationSchema = z.object({
  id: z.string(),
  environment: z.string(),
  action: z.string(),
  requestedBy: z.string(),
  reason: z.string().optional(),
  from: release.optional(),
  to: release.optional(),
  steps: z.array(z.object({ phase: z.string(), at: z.string() })),
});

const stackSchema = z.object({
  hash: z.string(),
  tag: z.string(),
  createdAt: z.string().optional(),
});

const rolloutSchema = z.object({
  target: z.object({
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
  }),
  autoPromotionEnabled: z.boolean(),
  live: stackSchema.optional(),
  preview: stackSchema.optional(),
  old: z.array(stackSchema),
});

const laneSchema = z.object({
  environment: z.object({ name: z.string() }),
  rollouts: tolerantArray(rolloutSchema),
});

/** Something that somebody asked for, with how far it came. */
export type RecordedOperation = z.output<typeof operationSchema>;
/** A Rollout with the releases that run now. */
export type RunningRollout = z.output<typeof rolloutSchema>;
export type RunningLane = z.output<typeof laneSchema>;

/** Reads Deliver's record, for somebody and as far as they may. */
export class DeliveriesClient {
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DeliveriesClient {
    return new DeliveriesClient(options.auth, options.discovery);
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly discovery: DiscoveryService,
  ) {}

  /** What people did in a span of time, newest first. */
  async listOperations(
    entityRef: string,
    span: { from: number; to: number },
    onBehalfOf: BackstageCredentials,
  ): Promise<RecordedOperation[]> {
    const client = await this.connect(onBehalfOf);
    const { items } = await client.request({
      path: ['v1', 'operations', 'by-entity', ...partsOf(entityRef)],
      query: [
        ['from', String(span.from)],
        ['to', String(span.to)],
      ],
      schema: z.object({ items: tolerantArray(operationSchema) }),
    });
    return items;
  }

  /** What runs now. */
  async listLanes(
    entityRef: string,
    onBehalfOf: BackstageCredentials,
  ): Promise<RunningLane[]> {
    const client = await this.connect(onBehalfOf);
    const { lanes } = await client.request({
      path: ['v1', 'deliveries', 'by-entity', ...partsOf(entityRef)],
      schema: z.object({ lanes: tolerantArray(laneSchema) }),
    });
    return lanes;
  }

  private async connect(
    onBehalfOf: BackstageCredentials,
  ): Promise<UpstreamClient> {
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: PLUGIN_ID,
    });
    return UpstreamClient.create({
      title: 'Deliver',
      baseUrl: await this.discovery.getBaseUrl(PLUGIN_ID),
      headers: { Authorization: `Bearer ${token}` },
    });
  }
}

function partsOf(entityRef: string): string[] {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return [kind, namespace, name];
}
