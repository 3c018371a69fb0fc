import { createMockDirectory } from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import request from 'supertest';
import { IdentityProvider, startIdentityProvider } from './IdentityProvider';
import { labPeople } from './people';
import { Browser } from './testing/Browser';

const redirectUri = 'http://localhost:7007/api/auth/oidc/handler/frame';
const clientSecret = 'a-secret-of-the-test-run';

describe('startIdentityProvider', () => {
  const dataDir = createMockDirectory();
  let port: number;
  let provider: IdentityProvider;

  const start = () =>
    startIdentityProvider({
      port,
      clientId: 'shop-portal',
      clientSecret,
      redirectUris: [redirectUri],
      dataDir: dataDir.path,
      portalUrl: 'http://localhost:7007',
      people: labPeople,
    });

  beforeEach(async () => {
    dataDir.clear();
    port = await freePort();
    provider = await start();
  });

  afterEach(() => provider.close());

  const asClient = async (path: string, parameters: Record<string, string>) =>
    fetch(`${provider.issuer}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(
          `shop-portal:${clientSecret}`,
        ).toString('base64')}`,
        connection: 'close',
      },
      body: new URLSearchParams(parameters),
    });

  const tokenRequest = (parameters: Record<string, string>) =>
    asClient('/token', parameters);

  const userinfo = async (accessToken: string) =>
    (
      await fetch(`${provider.issuer}/me`, {
        headers: {
          authorization: `Bearer ${accessToken}`,
          connection: 'close',
        },
      })
    ).json();

  const openSignIn = async (browser: Browser, challenge: string) => {
    const query = new URLSearchParams({
      client_id: 'shop-portal',
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: redirectUri,
      state: 'of-the-portal',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    return browser.follow(`${provider.issuer}/auth?${query}`);
  };

  const signIn = async (browser: Browser, person: string) => {
    const verifier = randomBytes(32).toString('base64url');
    const page = await openSignIn(
      browser,
      createHash('sha256').update(verifier).digest('base64url'),
    );
    expect(page.url).toContain('/interaction/');
    const callback = await browser.follow(page.url, {
      method: 'POST',
      body: new URLSearchParams({ person }),
    });
    const answer = new URL(callback.url);
    expect(answer.origin + answer.pathname).toBe(redirectUri);
    expect(answer.searchParams.get('state')).toBe('of-the-portal');
    const tokens = await tokenRequest({
      grant_type: 'authorization_code',
      code: answer.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    expect(tokens.status).toBe(200);
    return tokens.json();
  };

  it('signs a chosen person in, with a verified e-mail address', async () => {
    const tokens = await signIn(new Browser(), 'olga.petrova');

    expect(tokens).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid profile email',
      id_token: expect.any(String),
      refresh_token: expect.any(String),
    });
    expect(await userinfo(tokens.access_token)).toEqual({
      sub: 'olga.petrova',
      name: 'Olga Petrova',
      email: 'olga.petrova@shop.example',
      email_verified: true,
    });
  });

  it('keeps people signed in over a restart, with the same keys', async () => {
    const tokens = await signIn(new Browser(), 'dana.kim');
    const keys = await request(provider.issuer).get('/jwks');

    await provider.close();
    provider = await start();

    const refreshed = await tokenRequest({
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refreshed.status).toBe(200);
    const { access_token: accessToken } = await refreshed.json();
    expect(await userinfo(accessToken)).toMatchObject({ sub: 'dana.kim' });
    const keysNow = await request(provider.issuer).get('/jwks');
    expect(keysNow.body).toEqual(keys.body);
  });

  it('ends a sign-in when its refresh token is revoked', async () => {
    const tokens = await signIn(new Browser(), 'dana.kim');

    const revoked = await asClient('/token/revocation', {
      token: tokens.refresh_token,
    });
    expect(revoked.status).toBe(200);

    const refreshed = await tokenRequest({
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refreshed.status).toBe(400);
    expect(await refreshed.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('asks again in the same browser, and lets another person in', async () => {
    const browser = new Browser();
    const first = await signIn(browser, 'dana.kim');
    const second = await signIn(browser, 'olga.petrova');

    expect(await userinfo(second.access_token)).toMatchObject({
      sub: 'olga.petrova',
    });
    expect(await userinfo(first.access_token)).toMatchObject({
      sub: 'dana.kim',
    });
  });

  it('offers the four people on one page', async () => {
    const page = await openSignIn(new Browser(), 'x'.repeat(43));

    expect(page.text).toContain(
      '<title>Sign in to the shop portal (lab)</title>',
    );
    const buttons = [...page.text.matchAll(/<button[^>]*>(.*?)<\/button>/g)];
    expect(
      buttons.map(([, label]) => label.replace(/<\/?strong>/g, '')),
    ).toEqual([
      'Dana Kim — developer, shop-team',
      'Olga Petrova — operator',
      'Piet Maas — platform engineer',
      'Vera Ito — viewer, no team',
    ]);
  });

  it('refuses a person who is not on the page', async () => {
    const browser = new Browser();
    const page = await openSignIn(browser, 'x'.repeat(43));

    const answer = await browser.follow(page.url, {
      method: 'POST',
      body: new URLSearchParams({ person: 'root' }),
    });

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Choose one of the people on the page.');
  });

  it('explains a sign-in that has expired', async () => {
    const answer = await request(provider.issuer).get('/interaction/gone');

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('This sign-in has expired.');
    expect(answer.text).toContain('href="http://localhost:7007"');
  });

  it('refuses a foreign host name and a foreign origin', async () => {
    const path = '/.well-known/openid-configuration';
    const foreignHost = await request(provider.issuer)
      .get(path)
      .set('Host', `attacker.example:${port}`);
    const foreignOrigin = await request(provider.issuer)
      .get(path)
      .set('Origin', 'https://attacker.example');
    const own = await request(provider.issuer).get(path);

    expect(foreignHost.status).toBe(403);
    expect(foreignOrigin.status).toBe(403);
    expect(own.status).toBe(200);
    expect(own.body.issuer).toBe(`http://localhost:${port}`);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}
