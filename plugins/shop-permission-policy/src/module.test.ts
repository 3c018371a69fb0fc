import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import request from 'supertest';
import { permissionModuleShopPolicy } from './module';

const groupsOf: Record<string, string[]> = {
  'user:default/olga.petrova': ['group:default/shop-operators'],
  'user:default/dana.kim': ['group:default/shop-team'],
};

const userInfoFactory = createServiceFactory({
  service: coreServices.userInfo,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async getUserInfo(credentials) {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new Error('Not a person');
      }
      const { userEntityRef } = credentials.principal;
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groupsOf[userEntityRef]],
      };
    },
  }),
});

function basic(name: string) {
  return { type: 'basic', name, attributes: {} };
}

function ofEntity(name: string) {
  return {
    type: 'resource',
    name,
    resourceType: 'catalog-entity',
    attributes: { action: 'update' },
  };
}

describe('the permission backend with the shop policy', () => {
  async function authorize(
    person: string | undefined,
    items: Array<{ permission: object; resourceRef?: string }>,
  ) {
    const { server } = await startTestBackend({
      features: [
        permissionBackend,
        permissionModuleShopPolicy,
        userInfoFactory,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            shopPermissionPolicy: {
              operatorsGroups: ['group:default/shop-operators'],
              platformGroups: ['group:default/platform-team'],
            },
          },
        }),
      ],
    });
    return request(server)
      .post('/api/permission/authorize')
      .set(
        'authorization',
        person
          ? mockCredentials.user.header(person)
          : mockCredentials.none.header(),
      )
      .send({
        items: items.map((item, index) => ({ id: String(index), ...item })),
      });
  }

  it('knows an operator by the group', async () => {
    const response = await authorize('user:default/olga.petrova', [
      {
        permission: ofEntity('shop-rollouts.production.operate'),
        resourceRef: 'component:default/storefront',
      },
      { permission: basic('scaffolder.template.dry-run') },
      { permission: basic('kubernetes.clusters.read') },
    ]);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      items: [
        { id: '0', result: 'ALLOW' },
        { id: '1', result: 'DENY' },
        { id: '2', result: 'ALLOW' },
      ],
    });
  });

  it('keeps a developer out of production and of dry runs', async () => {
    const response = await authorize('user:default/dana.kim', [
      {
        permission: ofEntity('shop-rollouts.production.operate'),
        resourceRef: 'component:default/storefront',
      },
      { permission: basic('scaffolder.template.dry-run') },
      { permission: basic('something.unknown') },
    ]);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      items: [
        { id: '0', result: 'DENY' },
        { id: '1', result: 'DENY' },
        { id: '2', result: 'DENY' },
      ],
    });
  });

  it('answers nobody who is not signed in', async () => {
    const response = await authorize(undefined, [
      { permission: basic('kubernetes.clusters.read') },
    ]);
    expect(response.status).toBe(401);
  });
});
