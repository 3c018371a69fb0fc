import type { Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createFixture } from '../__testUtils__/createFixture';
import { createCatalogRegisterAction } from './catalogRegister';

const URL =
  'https://github.shop.example/shop/reviews/blob/main/catalog-info.yaml';

const REVIEWS: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'reviews',
    annotations: { 'backstage.io/managed-by-origin-location': `url:${URL}` },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
};

// What the catalog makes of the address itself.
const LOCATION: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: { name: 'generated-1' },
  spec: { type: 'url', target: URL },
};

describe('shop:catalog:register', () => {
  function setUp(options: {
    described?: Entity[];
    existing?: Entity;
    failure?: Error;
  }) {
    const registered = new Array<string>();
    const catalog = catalogServiceMock.mock({
      async addLocation({ type = 'url', target, dryRun }) {
        if (dryRun) {
          return {
            location: {
              id: '1',
              type,
              target,
              entityRef: 'location:default/1',
            },
            entities: [LOCATION, ...(options.described ?? [REVIEWS])],
          };
        }
        if (options.failure) {
          throw options.failure;
        }
        registered.push(target);
        return {
          location: { id: '1', type, target, entityRef: 'location:default/1' },
          entities: [],
        };
      },
      async getEntityByRef() {
        return registered.length > 0 || options.failure
          ? REVIEWS
          : options.existing;
      },
    });
    const action = createCatalogRegisterAction(createFixture(catalog));
    const register = async (
      catalogInfoUrl: string,
      extra: { isDryRun?: boolean; signal?: AbortSignal } = {},
    ) => {
      const context = {
        ...createMockActionContext({ input: { catalogInfoUrl } }),
        ...extra,
      };
      await action.handler(context);
      return context;
    };
    return { catalog, register, registered };
  }

  it('registers what is new, with the credentials of the portal', async () => {
    const { catalog, register, registered } = setUp({});

    const { output } = await register(URL);

    expect(registered).toEqual([URL]);
    expect(output).toHaveBeenCalledWith(
      'entityRef',
      'component:default/reviews',
    );
    expect(catalog.addLocation).toHaveBeenLastCalledWith(
      { type: 'url', target: URL },
      {
        credentials: expect.objectContaining({
          principal: { type: 'service', subject: 'plugin:test' },
        }),
      },
    );
  });

  it.each([
    'https://github.com/shop/reviews/blob/main/catalog-info.yaml',
    'https://github.shop.example/other/reviews/blob/main/catalog-info.yaml',
    'https://github.shop.example/shop/reviews/blob/main/sub/catalog-info.yaml',
    'https://github.shop.example/shop/reviews/blob/topic/catalog-info.yaml',
    'https://github.shop.example/shop/reviews/blob/main/users.yaml',
    'https://github.shop.example/shop/../other/x/blob/main/catalog-info.yaml',
    'https://github.shop.example/shop/%2e%2e/blob/main/catalog-info.yaml',
    'https://someone@github.shop.example/shop/reviews/blob/main/catalog-info.yaml',
    `${URL}?ref=topic`,
    `${URL}#L1`,
    'file:///etc/passwd',
    'not an address',
  ])('refuses %s', async address => {
    const { catalog, register } = setUp({});

    await expect(register(address)).rejects.toThrow(
      `${address} is not a catalog-info.yaml on main of a repository of shop on github.shop.example.`,
    );
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });

  it.each(['User', 'Group', 'System', 'Domain', 'Template', 'Location'])(
    'refuses a repository that brings a %s',
    async kind => {
      const { register, registered } = setUp({
        described: [REVIEWS, { ...REVIEWS, kind }],
      });
      await expect(register(URL)).rejects.toThrow(
        'a repository may only bring Components, APIs and Resources',
      );
      expect(registered).toEqual([]);
    },
  );

  it('refuses what another location has registered', async () => {
    const { register, registered } = setUp({
      existing: {
        ...REVIEWS,
        metadata: {
          name: 'reviews',
          annotations: {
            'backstage.io/managed-by-origin-location': 'file:/catalog/all.yaml',
          },
        },
      },
    });
    await expect(register(URL)).rejects.toThrow(
      'component:default/reviews is in the catalog already.',
    );
    expect(registered).toEqual([]);
  });

  it('is content when the same location is registered already', async () => {
    const { register } = setUp({
      existing: REVIEWS,
      failure: new ConflictError('Location already exists'),
    });
    const { output } = await register(URL);
    expect(output).toHaveBeenCalledWith(
      'entityRef',
      'component:default/reviews',
    );
  });

  it('passes on why the catalog refused', async () => {
    const { register } = setUp({
      failure: new NotFoundError('Unable to read the file'),
    });
    await expect(register(URL)).rejects.toThrow('Unable to read the file');
  });

  it('refuses a file that describes nothing', async () => {
    const { register } = setUp({ described: [] });
    await expect(register(URL)).rejects.toThrow('describes nothing');
  });

  it('registers nothing in a dry run', async () => {
    const { catalog, register } = setUp({});

    const { output } = await register(URL, { isDryRun: true });

    expect(catalog.addLocation).not.toHaveBeenCalled();
    expect(output).toHaveBeenCalledWith(
      'entityRef',
      'component:default/reviews',
    );
  });

  it('stops when the task is cancelled', async () => {
    const { register, registered } = setUp({});
    await expect(
      register(URL, { signal: AbortSignal.abort() }),
    ).rejects.toThrow('aborted');
    expect(registered).toEqual([]);
  });
});
