import { createHash } from 'crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Delivery,
  formatLabelSelector,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ReleaseHistories } from '../commits/ReleaseHistories';
import { OperationStore } from '../database/OperationStore';
import { toPublicOperation } from '../database/toPublicOperation';
import { DeliveryStore } from '../store/DeliveryStore';
import { buildLanes } from './buildLanes';
import { DeliveryAuthorizer, EntityGrants } from './DeliveryAuthorizer';
import { EntityInterests } from './EntityInterests';
import { findLinkedTargets, LinkedTargets } from './LinkedTargets';
import { ViewBuilder } from './ViewBuilder';

const RECENT_OPERATIONS = 20;
const TARGET_OPERATIONS = 100;
const TARGET_OPERATIONS_MILLIS = 24 * 60 * 60_000;

export interface DeliveryServiceOptions {
  catalog: CatalogService;
  authorizer: DeliveryAuthorizer;
  store: DeliveryStore;
  operations: OperationStore;
  interests: EntityInterests;
  views: ViewBuilder;
  histories: ReleaseHistories;
  clusters: string[];
}

/** An entity that the person may see the delivery of. */
export interface ReadableEntity {
  entity: Entity;
  entityRef: string;
  grants: EntityGrants;
}

/**
 * Answers what runs where. It reads the store, the catalog and the record of
 * operations, and never asks a cluster or Argo CD.
 */
export class DeliveryService {
  static create(options: DeliveryServiceOptions): DeliveryService {
    return new DeliveryService(options);
  }

  private constructor(private readonly options: DeliveryServiceOptions) {}

  async getDelivery(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Delivery> {
    const readable = await this.getReadableEntity(entityRef, credentials);
    const delivery = await this.build(readable);
    const history = this.options.histories.describe(
      readable.entity,
      delivery.lanes,
    );
    return history
      ? {
          ...delivery,
          history,
          version: hashOf({ version: delivery.version, history }),
        }
      : delivery;
  }

  async getReadableEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ReadableEntity> {
    const entity = await this.options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog.`);
    }
    const [grants] = await this.options.authorizer.getGrants(
      [entity],
      credentials,
    );
    if (!grants.read) {
      throw new NotAllowedError(
        `You may not see deliveries of this service.${describeOwner(entity)}`,
      );
    }
    return { entity, entityRef: stringifyEntityRef(entity), grants };
  }

  /** Finds the targets and remembers them, so that changes are signalled. */
  findTargets({ entity, entityRef }: ReadableEntity): LinkedTargets {
    const { store, views, interests } = this.options;
    const found = findLinkedTargets(entity, store, views.environments);
    interests.remember(entityRef, found.links);
    return found;
  }

  async build(readable: ReadableEntity): Promise<Delivery> {
    const { store, views, clusters } = this.options;
    const { entityRef } = readable;
    const found = this.findTargets(readable);
    const { kubernetes, argocd } = found.links;
    const [recentOperations, targetOperations] = await Promise.all([
      this.listRecent(entityRef),
      this.listOfTargets(found),
    ]);
    const content = {
      entityRef,
      linked: Boolean(kubernetes ?? argocd),
      selector: kubernetes && formatLabelSelector(kubernetes.selector),
      clusters: kubernetes?.cluster ? [kubernetes.cluster] : clusters,
      lanes: buildLanes(found, readable, views, targetOperations),
      stale: store
        .listSources()
        .flatMap(source => store.getStale(source) ?? []),
      recentOperations,
    };
    return {
      ...content,
      version: hashOf(content),
      readAt: new Date().toISOString(),
    };
  }

  private async listRecent(entityRef: string): Promise<Operation[]> {
    const operations = await this.options.operations.list({
      entityRefs: [entityRef],
      limit: RECENT_OPERATIONS,
    });
    return operations.map(toPublicOperation);
  }

  private async listOfTargets(found: LinkedTargets): Promise<Operation[]> {
    const targets = [...found.rollouts, ...found.applications].map(
      entry => entry.target,
    );
    if (targets.length === 0) {
      return [];
    }
    const operations = await this.options.operations.list({
      targets,
      requestedAfter: new Date(Date.now() - TARGET_OPERATIONS_MILLIS),
      // A refused attempt must not hide the operation that is on its way.
      withoutRefused: true,
      limit: TARGET_OPERATIONS,
    });
    return operations.map(toPublicOperation);
  }
}

function describeOwner(entity: Entity): string {
  const owner = entity.spec?.owner;
  return typeof owner === 'string'
    ? ` Its owner is ${owner.split('/').pop()?.split(':').pop()}.`
    : '';
}

function hashOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
