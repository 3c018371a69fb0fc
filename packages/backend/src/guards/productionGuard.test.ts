import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import productionGuard from './productionGuard';

const oidc = (metadataUrl: string): JsonObject => ({
  auth: { providers: { oidc: { production: { metadataUrl } } } },
});

async function start(nodeEnv: string, data: JsonObject) {
  const before = process.env.NODE_ENV;
  Object.assign(process.env, { NODE_ENV: nodeEnv });
  try {
    const backend = await startTestBackend({
      features: [
        productionGuard,
        mockServices.rootConfig.factory({
          data: { backend: { baseUrl: 'http://localhost:7007' }, ...data },
        }),
      ],
    });
    await backend.stop();
  } finally {
    Object.assign(process.env, { NODE_ENV: before });
  }
}

describe('productionGuard', () => {
  it.each([
    ['the lab', { lab: { enabled: true } }, /lab\.enabled is set/],
    [
      'an identity provider on localhost',
      oidc('http://localhost:7100/.well-known/openid-configuration'),
      /auth\.providers\.oidc\.production\.metadataUrl is on loopback/,
    ],
    [
      'an identity provider on 127.0.0.1',
      oidc('http://127.0.0.1:7100/.well-known/openid-configuration'),
      /is on loopback/,
    ],
    [
      'an identity provider on ::1',
      oidc('http://[::1]:7100/.well-known/openid-configuration'),
      /is on loopback/,
    ],
  ])('refuses %s in production', async (_what, data, message) => {
    await expect(start('production', data)).rejects.toThrow(message);
  });

  it('starts in production with real upstreams, a sidecar included', async () => {
    await expect(
      start('production', {
        ...oidc('https://login.shop.example/.well-known/openid-configuration'),
        shopRollouts: {
          argocd: { instances: [{ url: 'http://localhost:80' }] },
        },
      }),
    ).resolves.toBeUndefined();
  });

  it('starts on the lab outside production', async () => {
    await expect(
      start('development', {
        lab: { enabled: true },
        ...oidc('http://localhost:7100/.well-known/openid-configuration'),
      }),
    ).resolves.toBeUndefined();
  });
});
