import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { DeliveryService } from '../delivery/DeliveryService';
import { ApplicationEntry } from '../store/DeliveryStore';
import { ArgoCdApiError } from './ArgoCdApiError';
import { ArgoCdClient, RevisionMetadata } from './ArgoCdClient';

const MAX_CACHED_REVISIONS = 5_000;

const cardSchema = z.looseObject({
  metadata: z.looseObject({}),
  status: z
    .looseObject({
      sync: z.looseObject({}).prefault({}),
      health: z.looseObject({}).prefault({}),
    })
    .prefault({}),
});

const revisionsSchema = z.object({
  status: z.object({
    sync: z
      .object({
        revision: z.string().optional(),
        revisions: z.array(z.string()).nullish(),
      })
      .optional(),
    history: z
      .array(
        z.object({
          revision: z.string().optional(),
          revisions: z.array(z.string()).nullish(),
        }),
      )
      .nullish(),
  }),
});

export interface RevisionAddress {
  app: string;
  revision: string;
  instance?: string;
  namespace?: string;
}

/** Serves the Argo CD cards on an entity's overview. */
export class ArgoCdCards {
  static create(options: {
    deliveries: DeliveryService;
    clients: Map<string, ArgoCdClient>;
  }): ArgoCdCards {
    return new ArgoCdCards(options.deliveries, options.clients);
  }

  /** What a commit says never changes, so it is asked for once. */
  private readonly revisions = new Map<string, RevisionMetadata>();

  private constructor(
    private readonly deliveries: DeliveryService,
    private readonly clients: Map<string, ArgoCdClient>,
  ) {}

  async listApplications(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<JsonObject[]> {
    const entries = await this.findEntries(entityRef, credentials);
    return entries.map(entry => this.toCard(entry));
  }

  async getRevision(
    entityRef: string,
    address: RevisionAddress,
    credentials: BackstageCredentials,
  ): Promise<RevisionMetadata> {
    const { app, revision, instance, namespace } = address;
    const entries = await this.findEntries(entityRef, credentials);
    const entry = entries.find(
      ({ target, application }) =>
        target.name === app &&
        (!instance || instance === target.instance) &&
        (!namespace || namespace === target.namespace) &&
        knowsRevision(application.raw, revision),
    );
    const client = entry && this.clients.get(entry.target.instance);
    if (!client) {
      throw new NotFoundError(
        `No application ${app} of ${entityRef} was deployed from ${revision}.`,
      );
    }
    const project = entry.application.object.spec.project ?? 'default';
    const key = [entry.target.instance, project, app, revision].join('/');
    const cached = this.revisions.get(key);
    return (
      cached ?? (await this.readRevision(key, client, entry, project, revision))
    );
  }

  private async readRevision(
    key: string,
    client: ArgoCdClient,
    { target }: ApplicationEntry,
    project: string,
    revision: string,
  ): Promise<RevisionMetadata> {
    try {
      const metadata = await client.getRevision({ target, project }, revision);
      if (this.revisions.size >= MAX_CACHED_REVISIONS) {
        const [oldest] = this.revisions.keys();
        this.revisions.delete(oldest);
      }
      this.revisions.set(key, metadata);
      return metadata;
    } catch (error) {
      const reason =
        error instanceof ArgoCdApiError ? `: ${error.message}` : '.';
      throw new ServiceUnavailableError(
        `Argo CD does not tell about ${revision}${reason}`,
      );
    }
  }

  private async findEntries(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ApplicationEntry[]> {
    const readable = await this.deliveries.getReadableEntity(
      entityRef,
      credentials,
    );
    return this.deliveries.findTargets(readable).applications;
  }

  private toCard({ target, application }: ApplicationEntry): JsonObject {
    const card = cardSchema.parse(application.raw);
    const url = this.clients.get(target.instance)?.frontendUrl;
    const { sync, health } = application.object.status ?? {};
    // What is not compared yet has empty words, but the cards require one.
    const withStatus = (raw: object, status = 'Unknown') => ({
      ...raw,
      status,
    });
    return z.record(z.string(), z.json()).parse({
      ...card,
      metadata: {
        ...card.metadata,
        instance: { name: target.instance, url },
      },
      status: {
        ...card.status,
        sync: withStatus(card.status.sync, sync?.status),
        health: withStatus(card.status.health, health?.status),
      },
    });
  }
}

function knowsRevision(raw: JsonObject, revision: string): boolean {
  const status = revisionsSchema.safeParse(raw).data?.status;
  const known = [status?.sync ?? {}, ...(status?.history ?? [])].flatMap(
    source => [source.revision, ...(source.revisions ?? [])],
  );
  return known.includes(revision);
}
