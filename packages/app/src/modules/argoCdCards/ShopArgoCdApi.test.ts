import { FetchApi } from '@backstage/frontend-plugin-api';
import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { ShopArgoCdApi } from './ShopArgoCdApi';

const BACKEND = 'http://localhost:7007/api/shop-rollouts';
const APPLICATIONS = `${BACKEND}/v1/argocd/by-entity/component/default/storefront/applications`;

const fetchApi: FetchApi = {
  fetch: (input, init) =>
    fetch(String(input).replace('plugin://shop-rollouts', BACKEND), init),
};

const application = {
  metadata: {
    name: 'storefront-prod',
    namespace: 'argocd',
    instance: { name: 'main', url: 'http://localhost:7120' },
  },
  spec: { project: 'ecommerce' },
  status: {
    sync: { status: 'Synced' },
    health: { status: 'Suspended' },
    history: [{ id: 1, revision: 'c0ffee' }],
  },
};

describe('ShopArgoCdApi', () => {
  const server = setupServer();
  registerMswTestHooks(server);
  const api = ShopArgoCdApi.create({
    fetchApi,
    entityRef: 'component:default/storefront',
  });

  it('lists the applications of its entity, whole', async () => {
    server.use(
      http.get(APPLICATIONS, () => HttpResponse.json({ items: [application] })),
    );
    const { items } = await api.listApps();
    expect(items).toEqual([
      { ...application, status: { ...application.status } },
    ]);
    await expect(api.getAppListDetails()).resolves.toEqual({ items });
  });

  it('fills in what the cards need of a new application', async () => {
    const { instance, ...metadata } = application.metadata;
    const { history, ...status } = application.status;
    server.use(
      http.get(APPLICATIONS, () =>
        HttpResponse.json({ items: [{ metadata, status }] }),
      ),
    );
    const { items } = await api.listApps();
    expect(items?.[0].status.history).toEqual([]);
  });

  it('finds one application by its name', async () => {
    server.use(
      http.get(APPLICATIONS, () => HttpResponse.json({ items: [application] })),
    );
    await expect(
      api.getAppDetails({ appName: 'storefront-prod' }),
    ).resolves.toMatchObject({ metadata: { name: 'storefront-prod' } });
    await expect(api.getAppDetails({ appName: 'another' })).rejects.toThrow(
      'There is no application "another".',
    );
  });

  it('reads a revision of an application where it lives', async () => {
    let query = '';
    server.use(
      http.get(
        `${APPLICATIONS}/storefront-prod/revisions/c0ffee/metadata`,
        ({ request }) => {
          query = new URL(request.url).search;
          return HttpResponse.json({
            author: 'Dana Kim',
            date: '2026-11-22T14:02:00Z',
            message: 'Fix checkout rounding',
            signatureInfo: '',
          });
        },
      ),
    );
    await expect(
      api.getRevisionDetails({
        app: 'storefront-prod',
        appNamespace: 'argocd',
        instanceName: 'main',
        revisionID: 'c0ffee',
      }),
    ).resolves.toEqual({
      author: 'Dana Kim',
      date: '2026-11-22T14:02:00Z',
      message: 'Fix checkout rounding',
    });
    expect(query).toBe('?instance=main&namespace=argocd');
  });

  it('keeps names out of the path', async () => {
    let pathname = '';
    server.use(
      http.get(`${BACKEND}/*`, ({ request }) => {
        pathname = new URL(request.url).pathname;
        return HttpResponse.json({});
      }),
    );
    await api.getRevisionDetails({ app: '../../x', revisionID: 'a/b' });
    expect(pathname).toMatch(
      /applications\/\.\.%2F\.\.%2Fx\/revisions\/a%2Fb\/metadata$/,
    );
  });

  it('tells that the person may not read them', async () => {
    server.use(
      http.get(APPLICATIONS, () =>
        HttpResponse.json(
          { error: { name: 'NotAllowedError', message: 'Not yours.' } },
          { status: 403 },
        ),
      ),
    );
    await expect(api.listApps()).rejects.toMatchObject({
      statusCode: 403,
      message: expect.stringContaining('403'),
    });
  });

  it.each([
    ['no list', {}],
    ['an application without a status', { items: [{ metadata: {} }] }],
    ['something else', 'hello'],
  ])('refuses an answer with %s', async (_what, answer) => {
    server.use(http.get(APPLICATIONS, () => HttpResponse.json(answer)));
    await expect(api.listApps()).rejects.toThrow();
  });

  it('never locates applications itself', async () => {
    await expect(api.serviceLocatorUrl()).resolves.toBeInstanceOf(Error);
  });
});
