import {
  APIRequestContext,
  APIResponse,
  expect,
  Page,
  request as playwrightRequest,
} from '@playwright/test';
import { z } from 'zod';

/** Names of the people of the lab. */
export type PersonName = 'Dana Kim' | 'Olga Petrova' | 'Piet Maas' | 'Vera Ito';

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

export interface ApiRequest {
  method: string;
  headers?: Record<string, string>;
  data?: unknown;
}

/** The token that a signed-in person's browser uses. */
async function readToken(request: APIRequestContext): Promise<string> {
  const response = await request.get(
    '/api/auth/oidc/refresh?optional&env=development',
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  expect(response.status()).toBe(200);
  return sessionSchema.parse(await response.json()).backstageIdentity.token;
}

/** Goes to the identity provider and presses the button of the person. */
async function choosePerson(
  request: APIRequestContext,
  url: string,
  person: PersonName,
): Promise<void> {
  const query = new URLSearchParams({
    env: 'development',
    scope: 'openid profile email',
    origin: url,
    flow: 'popup',
  });
  const page = await request.get(`/api/auth/oidc/start?${query}`);
  const html = await page.text();
  const [, action] = /action="([^"]+)"/.exec(html) ?? [];
  const [, id] =
    new RegExp(`value="([^"]+)"><strong>${person}<`).exec(html) ?? [];
  if (!action || !id) {
    throw new Error(`${person} cannot be chosen at ${page.url()}:\n${html}`);
  }
  const address = action.replace(/&#(\d+);/g, (_match, code) =>
    String.fromCharCode(Number(code)),
  );
  const frame = await request.post(new URL(address, page.url()).href, {
    form: { person: id },
  });
  const [, problem] =
    /"error":\{.*?"message":"(.*?)"/.exec(
      decodeURIComponent(await frame.text()),
    ) ?? [];
  if (problem) {
    throw new Error(`${person} cannot sign in: ${problem}`);
  }
}

/** Asks the portal's API as somebody, or as nobody. */
export class PortalApi {
  /** As the person who is signed in in the page's browser. */
  static async of(page: Page): Promise<PortalApi> {
    return new PortalApi(page.request, await readToken(page.request));
  }

  /** As a person who signs in without a browser. */
  static async signIn(url: string, person: PersonName): Promise<PortalApi> {
    const request = await playwrightRequest.newContext({ baseURL: url });
    await choosePerson(request, url, person);
    return new PortalApi(request, await readToken(request));
  }

  /** With a token of any kind, or with none. */
  static async withToken(url: string, token?: string): Promise<PortalApi> {
    return new PortalApi(
      await playwrightRequest.newContext({ baseURL: url }),
      token,
    );
  }

  private constructor(
    private readonly request: APIRequestContext,
    readonly token: string | undefined,
  ) {}

  get(path: string): Promise<APIResponse> {
    return this.fetch(path, { method: 'GET' });
  }

  post(path: string, data: unknown): Promise<APIResponse> {
    return this.fetch(path, { method: 'POST', data });
  }

  fetch(path: string, options: ApiRequest): Promise<APIResponse> {
    const authorization = this.token && {
      Authorization: `Bearer ${this.token}`,
    };
    return this.request.fetch(path, {
      ...options,
      headers: { ...authorization, ...options.headers },
    });
  }

  /** Ends the session; only for those that this class has opened. */
  close(): Promise<void> {
    return this.request.dispose();
  }
}
