import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ConflictError, InputError, isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { setTimeout as sleep } from 'timers/promises';
import type { ShopCreateConfig } from '../config';
import { examples } from './catalogRegister.examples';
import { parseCatalogInfoUrl } from './parseCatalogInfoUrl';

const ALLOWED_KINDS = ['api', 'component', 'resource'];
const APPEAR_ATTEMPTS = 30;
const APPEAR_INTERVAL_MILLIS = 1_000;

/** Registers the entities of a repository of the configured organisation. */
export function createCatalogRegisterAction(options: {
  shopCreate: ShopCreateConfig;
  catalog: CatalogService;
  auth: AuthService;
}) {
  const { shopCreate, catalog, auth } = options;

  return createTemplateAction({
    id: 'shop:catalog:register',
    description:
      'Registers the catalog-info.yaml of a repository in the configured GitHub organisation, if all that it describes is new to the catalog.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        catalogInfoUrl: z =>
          z
            .string()
            .describe('Address of a catalog-info.yaml at the root of main'),
      },
      output: {
        catalogInfoUrl: z => z.string().describe('What was registered'),
        entityRef: z => z.string().describe('Reference of the component'),
      },
    },
    async handler(ctx) {
      const target = parseCatalogInfoUrl(
        ctx.input.catalogInfoUrl,
        shopCreate.github,
      );
      ctx.output('catalogInfoUrl', target);
      if (ctx.isDryRun) {
        // A dry run published nothing, so there is nothing to read.
        ctx.logger.info(`Would register ${target}`);
        ctx.output('entityRef', toExpectedRef(target));
        return;
      }
      ctx.signal?.throwIfAborted();
      const location = { type: 'url', target };
      const answer = await catalog.addLocation(
        { ...location, dryRun: true },
        await credentials(),
      );
      const entities = answer.entities.filter(
        entity => !isLocationOf(entity, target),
      );
      const entity = chooseMain(entities, target);
      for (const candidate of entities) {
        await assertAllowed(candidate, target);
      }
      await ctx.checkpoint({
        key: `register.catalog.${target}`,
        fn: async () => {
          try {
            await catalog.addLocation(location, await credentials());
          } catch (error) {
            if (!isConflict(error)) {
              throw error;
            }
            ctx.logger.info(`${target} is registered already`);
          }
        },
      });
      const entityRef = stringifyEntityRef(entity);
      if (await appears(entityRef, ctx.signal)) {
        ctx.logger.info(`${entityRef} is in the catalog`);
      } else {
        ctx.logger.warn(
          `${entityRef} is registered, but the catalog has not read it yet`,
        );
      }
      ctx.output('entityRef', entityRef);
    },
  });

  // People may not register locations: this action is the way to do it.
  async function credentials() {
    return { credentials: await auth.getOwnServiceCredentials() };
  }

  async function assertAllowed(entity: Entity, target: string): Promise<void> {
    const entityRef = stringifyEntityRef(entity);
    if (!ALLOWED_KINDS.includes(entity.kind.toLocaleLowerCase('en-US'))) {
      throw new InputError(
        `${target} describes ${entityRef}, but a repository may only bring Components, APIs and Resources.`,
      );
    }
    const existing = await catalog.getEntityByRef(
      entityRef,
      await credentials(),
    );
    const origin = existing?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
    if (existing && origin !== `url:${target}`) {
      throw new ConflictError(`${entityRef} is in the catalog already.`);
    }
  }

  async function appears(
    entityRef: string,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    for (let attempt = 0; attempt < APPEAR_ATTEMPTS; attempt++) {
      if (await catalog.getEntityByRef(entityRef, await credentials())) {
        return true;
      }
      await sleep(APPEAR_INTERVAL_MILLIS, undefined, { signal });
    }
    return false;
  }
}

/** The catalog lists the location itself before what is in its file. */
function isLocationOf(entity: Entity, target: string): boolean {
  return entity.kind === 'Location' && entity.spec?.target === target;
}

function chooseMain(entities: Entity[], target: string): Entity {
  const main =
    entities.find(entity => entity.kind === 'Component') ?? entities[0];
  if (!main) {
    throw new InputError(`${target} describes nothing.`);
  }
  return main;
}

function toExpectedRef(target: string): string {
  return `component:default/${new URL(target).pathname.split('/')[2]}`;
}

function isConflict(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'ConflictError' || error.statusCode === 409)
  );
}
