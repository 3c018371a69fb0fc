import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogBackend, {
  CATALOG_ERRORS_TOPIC,
} from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import shopCatalogLinks from '@shop-portal/plugin-shop-catalog-links';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';

const root = path.resolve(__dirname, '../../../..');
const rootFile = 'catalog-info.yaml';

function readEntities(file: string): Entity[] {
  return parseAllDocuments(readFileSync(path.join(root, file), 'utf8')).map(
    document => document.toJS(),
  );
}

/** Every entity that the repository's files declare, by reference. */
function declaredRefs(): string[] {
  const targets = readEntities(rootFile).flatMap(({ spec }) =>
    Array.isArray(spec?.targets) ? spec.targets.map(String) : [],
  );
  const files = targets.flatMap(target => globSync(target, { cwd: root }));
  return [rootFile, ...files]
    .flatMap(readEntities)
    .map(entity => stringifyEntityRef(entity))
    .sort();
}

/** References of the entities in the catalog that people wrote. */
function refsOf(entities: Entity[]): string[] {
  return entities
    .filter(({ metadata }) => !metadata.name.startsWith('generated-'))
    .map(entity => stringifyEntityRef(entity))
    .sort();
}

function isComplete(expected: string[], entities: Entity[]): boolean {
  const known = new Set(entities.map(entity => stringifyEntityRef(entity)));
  return expected.every(ref => known.has(ref));
}

describe('the shipped catalog', () => {
  const expected = declaredRefs();
  const errors: unknown[] = [];
  let backend: TestBackend;
  let entities: Entity[] = [];

  const errorListener = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'error-listener',
    register(env) {
      env.registerInit({
        deps: { events: eventsServiceRef },
        async init({ events }) {
          await events.subscribe({
            id: 'error-listener',
            topics: [CATALOG_ERRORS_TOPIC],
            onEvent: async ({ eventPayload }) => {
              errors.push(eventPayload);
            },
          });
        },
      });
    },
  });

  beforeAll(async () => {
    const { catalog } = parse(
      readFileSync(path.join(root, 'app-config.yaml'), 'utf8'),
    );
    backend = await startTestBackend({
      features: [
        catalogBackend,
        scaffolderEntityModel,
        shopCatalogLinks,
        errorListener,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              rules: catalog.rules,
              locations: [{ type: 'file', target: path.join(root, rootFile) }],
            },
            shopCreate: {
              github: {
                host: 'github.com',
                owner: 'shop',
                deploymentRepository: 'deploy',
              },
            },
            shopRollouts: {
              argocd: {
                instances: [
                  { name: 'main', url: 'https://argocd.shop.example' },
                ],
              },
            },
          },
        }),
      ],
    });
    // The catalog says nowhere that it is done, so it is asked until it has
    // everything, or reported an error.
    while (errors.length === 0 && !isComplete(expected, entities)) {
      await delay(250);
      const response = await request(backend.server).get(
        '/api/catalog/entities',
      );
      entities = response.body;
    }
  }, 60_000);

  afterAll(() => backend.stop());

  it('loads without an error, completely', () => {
    expect(errors).toEqual([]);
    expect(refsOf(entities)).toEqual(expected);
  });

  it('has no relation that leads nowhere', () => {
    const known = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const dangling = entities.flatMap(entity =>
      (entity.relations ?? [])
        .filter(({ targetRef }) => !known.has(targetRef))
        .map(
          ({ type, targetRef }) =>
            `${stringifyEntityRef(entity)} ${type} ${targetRef}`,
        ),
    );
    expect(dangling).toEqual([]);
  });

  it('links every service to its repository, overlays and applications', () => {
    const services = entities.filter(
      ({ kind, spec }) =>
        kind === 'Component' &&
        ['ecommerce', 'coffeeshop'].includes(String(spec?.system)),
    );
    expect(services).toHaveLength(9);
    for (const { metadata, spec } of services) {
      const titles = (metadata.links ?? []).map(({ title }) => title);
      const environments =
        spec?.system === 'ecommerce' ? ['dev', 'prod'] : ['prod'];
      expect(titles).toEqual([
        'Source repository',
        ...environments.flatMap(name => [`Overlay ${name}`, `Argo CD ${name}`]),
      ]);
    }
  });

  it('holds real definitions of the kinds of API that the systems use', () => {
    const types = entities
      .filter(({ kind }) => kind === 'API')
      .map(({ metadata, spec }) => [
        metadata.name,
        spec?.type,
        String(spec?.definition).split('\n')[0].split(':')[0],
      ])
      .sort();
    expect(types).toEqual([
      ['advertisements-api', 'openapi', 'openapi'],
      ['coffeeshop-gateway', 'openapi', 'openapi'],
      ['counter-grpc', 'grpc', 'syntax = "proto3";'],
      ['discounts-api', 'openapi', 'openapi'],
      ['order-events', 'asyncapi', 'asyncapi'],
      ['product-grpc', 'grpc', 'syntax = "proto3";'],
      ['storefront-web', 'openapi', 'openapi'],
    ]);
  });
});
