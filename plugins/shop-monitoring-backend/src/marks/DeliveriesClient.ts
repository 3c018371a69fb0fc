import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  Delivery,
  deliverySchema,
  Operation,
  operationsSchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { z } from 'zod';
import { UpstreamClient } from '../upstream/UpstreamClient';

const PLUGIN_ID = 'shop-rollouts';

const entityOperationsSchema = z.object({
  items: z.array(operationsSchema.shape.items.element).max(500),
});

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
  ): Promise<Operation[]> {
    const client = await this.connect(onBehalfOf);
    const { items } = await client.request({
      path: ['v1', 'operations', 'by-entity', ...partsOf(entityRef)],
      query: [
        ['from', String(span.from)],
        ['to', String(span.to)],
      ],
      schema: entityOperationsSchema,
    });
    return items;
  }

  /** What runs now. */
  async readDelivery(
    entityRef: string,
    onBehalfOf: BackstageCredentials,
  ): Promise<Delivery> {
    const client = await this.connect(onBehalfOf);
    return await client.request({
      path: ['v1', 'deliveries', 'by-entity', ...partsOf(entityRef)],
      schema: deliverySchema,
    });
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
