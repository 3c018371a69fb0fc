import { ConfigReader } from '@backstage/config';
import { readKubernetesClusters } from './readKubernetesClusters';
import {
  checkClusterNames,
  readShopRolloutsConfig,
} from './readShopRolloutsConfig';

const prod = {
  name: 'prod',
  title: 'Production',
  order: 20,
  production: true,
  targets: [{ cluster: 'shop-prod', namespaces: ['ecommerce'] }],
};

const read = (shopRollouts: object) =>
  readShopRolloutsConfig(
    new ConfigReader(JSON.parse(JSON.stringify({ shopRollouts }))),
  );

const readClusters = (cluster: object) =>
  readKubernetesClusters(
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          {
            type: 'config',
            clusters: [
              JSON.parse(
                JSON.stringify({
                  name: 'shop-prod',
                  url: 'https://10.0.0.1:6443',
                  serviceAccountToken: 'reading',
                  ...cluster,
                }),
              ),
            ],
          },
        ],
      },
    }),
  );

describe('readShopRolloutsConfig', () => {
  it('starts without any configuration', () => {
    expect(readShopRolloutsConfig(new ConfigReader({}))).toEqual({
      claimAnnotation: 'backstage.io/entity-ref',
      environments: [],
      operatorsGroups: [],
      clusters: {},
      argocd: { instances: [] },
    });
  });

  it.each([
    [
      { environments: [{ ...prod, production: 'yes' }] },
      /shopRollouts\.environments\[0\]\.production: /,
    ],
    [
      { environments: [{ ...prod, previewUrl: 'ftp://preview.example.com' }] },
      /environments\[0\]\.previewUrl: must be an http or https address/,
    ],
    [{ environments: [prod, prod] }, /'prod' is repeated/],
    [
      { argocd: { instances: [{ name: 'main', url: 'ftp://x', token: 't' }] } },
      /argocd\.instances\[0\]\.url/,
    ],
  ])('says what is wrong with %j', (shopRollouts, message) => {
    expect(() => read(shopRollouts)).toThrow(message);
  });

  it('never repeats a secret in a message', () => {
    const token = { value: 'do-not-tell' };

    expect(() =>
      read({
        argocd: { instances: [{ name: 'main', url: 'https://x', token }] },
      }),
    ).toThrow(expect.not.stringContaining('do-not-tell'));
  });

  it.each([
    [{ environments: [prod] }, "environment 'prod'"],
    [{ clusters: { 'shop-prod': {} } }, 'shopRollouts.clusters'],
  ])('refuses a cluster that nobody supplies: %j', (shopRollouts, where) => {
    expect(() => checkClusterNames(read(shopRollouts), ['shop-dev'])).toThrow(
      `Unknown cluster 'shop-prod' in ${where}. Known clusters: shop-dev`,
    );
  });
});

describe('readKubernetesClusters', () => {
  it('reads clusters of the type config only', () => {
    expect(readClusters({ caData: 'Q0E=' })).toEqual([
      {
        name: 'shop-prod',
        url: 'https://10.0.0.1:6443',
        caData: 'Q0E=',
        readerToken: 'reading',
      },
    ]);
  });

  it.each([
    [{ url: 'http://10.0.0.1' }, /url: must be an https address/],
    [{ skipTLSVerify: true }, /skipTLSVerify: is not supported here/],
    [
      { caFile: '/does/not/exist' },
      /authority of cluster 'shop-prod' cannot be read/,
    ],
    [{ serviceAccountToken: '' }, /serviceAccountToken/],
  ])('refuses %j', (cluster, message) => {
    expect(() => readClusters(cluster)).toThrow(message);
  });
});
