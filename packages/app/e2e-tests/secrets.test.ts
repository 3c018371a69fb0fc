import { PortalApi } from './support/api';
import { expect, test } from './support/test';

const SERVICES = ['storefront', 'discounts', 'web', 'product'];

/** Every address from which the portal's pages read. */
const READS = [
  '/',
  '/api/shop-rollouts/v1/deliveries/summaries?filter=mine',
  '/api/shop-rollouts/v1/deliveries/summaries?filter=waiting',
  '/api/shop-rollouts/v1/operations?limit=100',
  '/api/kubernetes/clusters',
  '/api/catalog/entities',
  '/api/catalog/locations',
  '/api/scaffolder/v2/actions',
  '/api/scaffolder/v2/tasks',
  '/api/scaffolder/v2/templating-extensions',
  '/api/search/query?term=storefront',
  '/api/notifications/notifications',
  '/api/auth/.well-known/openid-configuration',
  ...['health', 'monitors', 'alerts', 'probes', 'dashboards'].map(
    part =>
      `/api/shop-monitoring/v1/entities/component/default/storefront/${part}`,
  ),
  ...SERVICES.flatMap(service => [
    `/api/shop-rollouts/v1/deliveries/by-entity/component/default/${service}`,
    `/api/shop-rollouts/v1/argocd/by-entity/component/default/${service}/applications`,
  ]),
];

async function readEverything(api: PortalApi): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of READS) {
    const response = await api.get(path);
    expect(response.status(), path).toBe(200);
    texts.set(path, await response.text());
  }
  for (const service of SERVICES) {
    const path = `/api/kubernetes/services/${service}`;
    const response = await api.post(path, {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: service,
          annotations: { 'backstage.io/kubernetes-id': service },
        },
      },
    });
    expect(response.status(), path).toBe(200);
    texts.set(path, await response.text());
  }
  return texts;
}

test('no secret reaches a browser, not even that of a platform engineer', async ({
  product,
  apiOf,
  anonymousApi,
}) => {
  const { secrets } = product;
  const { kubernetes, github, argocd, identity, monitoring, notices } =
    product.lab;
  expect(secrets).toEqual(
    expect.arrayContaining([
      ...Object.values(kubernetes.tokens),
      ...Object.values(github.tokens),
      ...Object.values(argocd.tokens),
      identity.clientSecret,
      monitoring.grafana.token,
      monitoring.datadog.apiKey,
      monitoring.datadog.applicationKey,
      notices.slackToken,
      notices.mail.password,
    ]),
  );
  const texts = await readEverything(await apiOf('Piet Maas'));
  const page = await anonymousApi.get('/');
  texts.set('/ without sign-in', await page.text());

  for (const [path, text] of texts) {
    for (const secret of secrets) {
      expect(text.includes(secret), `a secret in ${path}`).toBe(false);
    }
  }
});

test('the page knows no address of an upstream, but that of Argo CD which its cards link', async ({
  product,
  anonymousApi,
}) => {
  const page = await (await anonymousApi.get('/')).text();
  expect(page).toContain(product.url);
  const { kubernetes, control, identity } = product.lab;
  const ports = [
    ...Object.values(kubernetes.clusters).map(({ port }) => port),
    control.port,
    identity.port,
  ];
  for (const port of ports) {
    expect(page).not.toContain(`localhost:${port}`);
  }
});

test('no secret is logged', async ({ product, apiOf }) => {
  await readEverything(await apiOf('Piet Maas'));
  const { log } = product;
  expect(log).toContain('/api/shop-rollouts/v1/operations');
  for (const secret of product.secrets) {
    expect(log.includes(secret), 'a secret in the log').toBe(false);
  }
});
