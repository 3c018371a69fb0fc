import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  monitoringReadPermission,
  readMonitoringLinks,
} from '@shop-portal/plugin-shop-monitoring-common';
import { Environments } from '../config/Environments';
import { toScope, WatchedEntity, WatchScope } from './WatchScope';

export interface EntityReaderOptions {
  catalog: CatalogService;
  permissions: PermissionsService;
  environments: Environments;
}

/** Finds what somebody may watch, always with their own credentials. */
export class EntityReader {
  static create(options: EntityReaderOptions): EntityReader {
    return new EntityReader(options);
  }

  private constructor(private readonly options: EntityReaderOptions) {}

  /** @throws NotFoundError, NotAllowedError */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<WatchedEntity> {
    const entity = await this.options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog.`);
    }
    const [watched] = await this.filterReadable([entity], credentials);
    if (!watched) {
      throw new NotAllowedError('You may not see monitoring of this service.');
    }
    return watched;
  }

  /** @throws NotFoundError, NotAllowedError */
  async readScope(
    entityRef: string,
    environment: string | undefined,
    credentials: BackstageCredentials,
  ): Promise<WatchScope> {
    return chooseScope(await this.read(entityRef, credentials), environment);
  }

  /** Those that exist and may be read. */
  async readAll(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<WatchedEntity[]> {
    const { items } = await this.options.catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    const entities = items.flatMap(item => item ?? []);
    return await this.filterReadable(entities, credentials);
  }

  async filterReadable(
    entities: Entity[],
    credentials: BackstageCredentials,
  ): Promise<WatchedEntity[]> {
    if (entities.length === 0) {
      return [];
    }
    const decisions = await this.options.permissions.authorize(
      entities.map(entity => ({
        permission: monitoringReadPermission,
        resourceRef: stringifyEntityRef(entity),
      })),
      { credentials },
    );
    return entities
      .filter((_, index) => decisions[index].result === AuthorizeResult.ALLOW)
      .map(entity => this.toWatched(entity));
  }

  private toWatched(entity: Entity): WatchedEntity {
    const links = readMonitoringLinks(entity);
    return {
      entity,
      entityRef: stringifyEntityRef(entity),
      links,
      environments: this.options.environments.list(links.environments),
    };
  }
}

/** @throws NotFoundError */
export function chooseScope(
  watched: WatchedEntity,
  name: string | undefined,
): WatchScope {
  const environment =
    name === undefined
      ? watched.environments.at(-1)
      : watched.environments.find(item => item.name === name);
  if (!environment) {
    throw new NotFoundError(
      name === undefined
        ? 'This service is in no environment of this portal.'
        : `This service has no environment ${name}.`,
    );
  }
  return toScope(watched, environment);
}
