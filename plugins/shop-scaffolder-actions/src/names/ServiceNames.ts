import type { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TakenServiceName } from '@shop-portal/plugin-shop-create-common';
import type { Repository, RepositoryClient } from '../github';
import { Answers, ANSWERS_FILE, parseAnswers } from './answers';

/** What has a name already. */
export interface NameUse {
  repository?: Repository;
  /** What the repository was made from, where it says so. */
  answers?: Answers;
  entity?: Entity;
}

/** Knows which names of services are in use, in GitHub and in the catalog. */
export class ServiceNames {
  static create(options: {
    repositories: RepositoryClient;
    catalog: CatalogService;
    auth: AuthService;
  }): ServiceNames {
    return new ServiceNames(
      options.repositories,
      options.catalog,
      options.auth,
    );
  }

  private constructor(
    private readonly repositories: RepositoryClient,
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
  ) {}

  async find(name: string, signal?: AbortSignal): Promise<NameUse> {
    const [repository, entity] = await Promise.all([
      this.repositories.getRepository(name, signal),
      this.findEntity(`component:default/${name}`),
    ]);
    const text =
      repository &&
      (await this.repositories.readFile(name, ANSWERS_FILE, signal));
    return {
      repository,
      answers: text === undefined ? undefined : parseAnswers(text),
      entity,
    };
  }

  // The portal's own credentials: a name is taken also by what the person who
  // asks may not see.
  async findEntity(entityRef: string): Promise<Entity | undefined> {
    return this.catalog.getEntityByRef(entityRef, {
      credentials: await this.auth.getOwnServiceCredentials(),
    });
  }
}

/** The places that have the name, each with its owner where known. */
export function listTaken(use: NameUse): TakenServiceName[] {
  const owner = readOwner(use);
  return [
    ...(use.repository ? [{ place: 'github', owner } as const] : []),
    ...(use.entity ? [{ place: 'catalog', owner } as const] : []),
  ];
}

function readOwner({ entity, answers }: NameUse): string | undefined {
  const ref =
    entity?.relations?.find(({ type }) => type === RELATION_OWNED_BY)
      ?.targetRef ?? answers?.owner;
  try {
    return ref && parseEntityRef(ref, { defaultKind: 'Group' }).name;
  } catch {
    return undefined;
  }
}
