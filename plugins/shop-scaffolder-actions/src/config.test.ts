import { ConfigReader } from '@backstage/config';
import { readEnvironmentPlaces, readShopCreateConfig } from './config';

const shopCreate = {
  github: {
    host: 'localhost:7100',
    owner: 'shop',
    deploymentRepository: 'deploy',
  },
  registry: 'registry.shop.example/shop',
};

describe('readShopCreateConfig', () => {
  it('reads where templates write', () => {
    expect(readShopCreateConfig(new ConfigReader({ shopCreate }))).toEqual(
      shopCreate,
    );
  });

  it('is nothing without configuration', () => {
    expect(readShopCreateConfig(new ConfigReader({}))).toBeUndefined();
  });

  it('names the key that is wrong', () => {
    const config = new ConfigReader({
      shopCreate: {
        ...shopCreate,
        registry: 'registry.shop.example:5000/shop',
      },
    });
    expect(() => readShopCreateConfig(config)).toThrow(
      'Invalid config at shopCreate.registry: must be a host and a path, without scheme, port or tag',
    );
  });

  it('takes no owner that leads elsewhere', () => {
    const config = new ConfigReader({
      shopCreate: {
        ...shopCreate,
        github: { ...shopCreate.github, owner: '../other' },
      },
    });
    expect(() => readShopCreateConfig(config)).toThrow(
      'Invalid config at shopCreate.github.owner',
    );
  });
});

describe('readEnvironmentPlaces', () => {
  const config = new ConfigReader({
    shopRollouts: {
      environments: [
        {
          name: 'prod',
          title: 'Production',
          order: 20,
          production: true,
          targets: [
            { cluster: 'shop-prod', namespaces: ['ecommerce'] },
            { cluster: 'coffee-prod', namespaces: ['coffeeshop'] },
          ],
        },
        {
          name: 'dev',
          title: 'Development',
          order: 10,
          targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce'] }],
        },
      ],
    },
  });

  it('finds every environment of a system, in order', () => {
    expect(readEnvironmentPlaces(config, 'ecommerce')).toEqual([
      {
        environment: 'dev',
        production: false,
        cluster: 'shop-dev',
        namespace: 'ecommerce',
      },
      {
        environment: 'prod',
        production: true,
        cluster: 'shop-prod',
        namespace: 'ecommerce',
      },
    ]);
  });

  it('leaves out environments that a system does not have', () => {
    expect(
      readEnvironmentPlaces(config, 'coffeeshop').map(place => place.cluster),
    ).toEqual(['coffee-prod']);
    expect(readEnvironmentPlaces(config, 'library')).toEqual([]);
  });
});
