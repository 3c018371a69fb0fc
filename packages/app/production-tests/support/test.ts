import { Browser, Page, test as base, BrowserContext } from '@playwright/test';
import { z } from 'zod';
import { PersonName, PortalApi } from '../../e2e-tests/support/api';
import { signIn } from '../../e2e-tests/support/test';
import { Installation, ReplicaName } from './Installation';
import { REPLICA_COOKIE } from './LoadBalancer';
import { readSetup } from './setup';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  installation: Installation;
}

interface TestFixtures {
  /** A browser of their own, on one replica, in which the person signed in. */
  pageOf: (person: PersonName, replica: ReplicaName) => Promise<Page>;
  /** The API of one replica, as the person who is signed in in the page. */
  apiOf: (page: Page, replica: ReplicaName) => Promise<PortalApi>;
}

const sessionSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
});

/** Playwright's test with the production bundle running. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  installation: [
    // Playwright reads the first parameter's pattern, even an empty one.
    // eslint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const installation = await Installation.start(readSetup());
      await provide(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  pageOf: async ({ browser, installation }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (person, replica) => {
      const context = await openContext(browser, installation, replica);
      contexts.push(context);
      const page = await context.newPage();
      await page.goto('/');
      await signIn(page, person);
      return page;
    });
    await Promise.all(contexts.map(context => context.close()));
  },
  apiOf: async ({ installation }, provide) => {
    const opened: PortalApi[] = [];
    await provide(async (page, replica) => {
      const api = await PortalApi.withToken(
        installation.replica(replica).url,
        await readToken(page),
      );
      opened.push(api);
      return api;
    });
    await Promise.all(opened.map(api => api.close()));
  },
});

async function openContext(
  browser: Browser,
  { url }: Installation,
  replica: ReplicaName,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 900 },
  });
  await context.addCookies([{ name: REPLICA_COOKIE, value: replica, url }]);
  return context;
}

async function readToken(page: Page): Promise<string> {
  const response = await page.request.get(
    '/api/auth/oidc/refresh?optional&env=production',
    { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
  );
  return sessionSchema.parse(await response.json()).backstageIdentity.token;
}
