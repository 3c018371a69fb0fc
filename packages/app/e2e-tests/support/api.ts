import { APIRequestContext, expect, Page } from '@playwright/test';

/** The token that the page of a signed-in person uses. */
export async function tokenOf(page: Page): Promise<string> {
  const response = await page.request.get(
    '/api/auth/oidc/refresh?optional&env=development',
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  expect(response.ok()).toBe(true);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** Asks the portal's API as somebody. */
export class PortalApi {
  static async of(page: Page): Promise<PortalApi> {
    return new PortalApi(page.request, await tokenOf(page));
  }

  private constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
  ) {}

  get(path: string) {
    return this.request.get(path, { headers: this.headers() });
  }

  post(path: string, data: unknown) {
    return this.request.post(path, { headers: this.headers(), data });
  }

  fetch(
    path: string,
    options: { method: string; headers?: Record<string, string>; data?: unknown },
  ) {
    return this.request.fetch(path, {
      ...options,
      headers: { ...this.headers(), ...options.headers },
    });
  }

  private headers() {
    return { Authorization: `Bearer ${this.token}` };
  }
}
