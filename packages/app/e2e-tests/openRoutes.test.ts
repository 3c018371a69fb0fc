import { z } from 'zod';
import {
  describedPlugins,
  pluginRoutes,
  toRequest,
} from './support/pluginRoutes';
import { expect, test } from './support/test';

/** The static shell: what a browser needs before anybody has signed in. */
const SHELL = ['/', '/catalog', '/create', '/index.html', '/api/app/anything'];

/** What answers without sign-in, and all that it tells. */
const OPEN_ROUTES = [
  { path: '/.backstage/health/v1/liveness', answer: { status: 'ok' } },
  { path: '/.backstage/health/v1/readiness', answer: { status: 'ok' } },
  { path: '/api/permission/health', answer: { status: 'ok' } },
  { path: '/api/signals/health', answer: { status: 'ok' } },
  {
    path: '/api/auth/.well-known/jwks.json',
    answer: { keys: expect.any(Array) },
  },
  {
    path: '/api/auth/.well-known/openid-configuration',
    answer: expect.objectContaining({ issuer: expect.any(String) }),
  },
];

const openApiSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const keysSchema = z.object({
  keys: z.array(z.record(z.string(), z.unknown())),
});
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

test.describe('without sign-in', () => {
  for (const [plugin, routes] of Object.entries(pluginRoutes)) {
    if (routes.length === 0) {
      continue;
    }
    test(`no route of ${plugin} answers`, async ({ anonymousApi }) => {
      for (const route of routes) {
        const { method, path } = toRequest(plugin, route);
        const data = method === 'GET' ? undefined : {};
        const answers = await Promise.all([
          anonymousApi.fetch(path, { method, data }),
          anonymousApi.fetch(path, {
            method,
            data,
            headers: { Authorization: 'Bearer not-a-token' },
          }),
        ]);
        const statuses = answers.map(answer => answer.status());
        expect(statuses, `${route} of ${plugin}`).toEqual([401, 401]);
      }
    });
  }

  test('the shell, sign-in and health answer, with nothing in them', async ({
    anonymousApi,
  }) => {
    for (const path of SHELL) {
      const response = await anonymousApi.get(path);
      expect(response.status(), path).toBe(200);
      expect(await response.text(), path).toContain(
        '<title>Shop portal</title>',
      );
    }
    for (const { path, answer } of OPEN_ROUTES) {
      const response = await anonymousApi.get(path);
      expect(response.status(), path).toBe(200);
      expect(await response.json(), path).toEqual(answer);
    }
  });

  test('a plugin shows others only its public keys', async ({
    anonymousApi,
  }) => {
    const withKeys: string[] = [];
    for (const plugin of Object.keys(pluginRoutes)) {
      const response = await anonymousApi.get(
        `/api/${plugin}/.backstage/auth/v1/jwks.json`,
      );
      const type = response.headers()['content-type'] ?? '';
      if (response.status() === 200 && type.includes('json')) {
        const { keys } = keysSchema.parse(await response.json());
        expect(
          keys.filter(key => 'd' in key),
          plugin,
        ).toEqual([]);
        withKeys.push(plugin);
      }
    }
    expect(withKeys).toContain('shop-rollouts');
  });

  test('there is no webhook and no other sign-in', async ({ anonymousApi }) => {
    const webhook = await anonymousApi.post('/api/events/http/github', {});
    expect(webhook.status()).toBe(404);
    for (const provider of ['guest', 'github', 'google']) {
      const start = await anonymousApi.get(
        `/api/auth/${provider}/start?env=development`,
      );
      expect(start.status(), provider).toBe(404);
    }
  });
});

test('the list of routes is complete', async ({ product, apiOf }) => {
  const [, started] =
    /Plugin initialization started: (.*?)(?= \S*type|\n)/.exec(product.log) ??
    [];
  const plugins = [...(started ?? '').matchAll(/'([^']+)'/g)].map(
    ([, name]) => name,
  );
  expect(plugins.sort()).toEqual(Object.keys(pluginRoutes).sort());

  const piet = await apiOf('Piet Maas');
  for (const plugin of describedPlugins) {
    const response = await piet.get(`/api/${plugin}/openapi.json`);
    const { paths } = openApiSchema.parse(await response.json());
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter(method => METHODS.includes(method))
        .map(
          method =>
            `${method.toUpperCase()} ${path.replace(`/api/${plugin}`, '')}`,
        ),
    );
    expect(pluginRoutes[plugin], plugin).toEqual(
      expect.arrayContaining(described),
    );
  }
});
