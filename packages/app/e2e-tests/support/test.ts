import {
  Browser,
  BrowserContext,
  expect,
  Page,
  test as base,
} from '@playwright/test';
import path from 'node:path';
import { z } from 'zod';
import { PersonName, PortalApi } from './api';
import { Product } from './Product';
import { rootDir } from './StartCommand';

export { expect };
export type { PersonName } from './api';

interface WorkerFixtures {
  product: Product;
  /** The portal's API for a person, who signs in once. */
  apiOf: (person: PersonName) => Promise<PortalApi>;
  /** The portal's API for somebody who is not signed in. */
  anonymousApi: PortalApi;
  /** The portal's API for a service, such as a CI job. */
  serviceApi: PortalApi;
}

interface TestFixtures {
  /** A page of a browser of their own, in which the person is signed in. */
  pageOf: (person: PersonName) => Promise<Page>;
}

/** What the portal's own catalog files bring, found as sign-in finds it. */
const SHIPPED_ENTITIES = [
  'kind=user,spec.profile.email=dana.kim@shop.example',
  'kind=user,spec.profile.email=olga.petrova@shop.example',
  'kind=user,spec.profile.email=piet.maas@shop.example',
  'kind=user,spec.profile.email=vera.ito@shop.example',
  'kind=component,metadata.name=storefront,relations.ownedBy=group:default/shop-team',
  'kind=component,metadata.name=web,relations.ownedBy=group:default/coffee-team',
  'kind=template,metadata.name=shop-service',
];
const foundSchema = z.object({ items: z.array(z.unknown()) });

/** Playwright's test with the product running and people who can sign in. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // Playwright reads the first parameter's pattern, even an empty one.
    // eslint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const product = await Product.start({
        dataDir: path.resolve(
          rootDir,
          process.env.PORTAL_TEST_DATA ?? 'test-results/portal',
        ),
      });
      await untilCatalogIsLoaded(product);
      await provide(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  apiOf: [
    async ({ product }, provide) => {
      const sessions = new Map<PersonName, Promise<PortalApi>>();
      await provide(person => {
        const session =
          sessions.get(person) ?? PortalApi.signIn(product.url, person);
        sessions.set(person, session);
        return session;
      });
      const opened = await Promise.all(sessions.values());
      await Promise.all(opened.map(api => api.close()));
    },
    { scope: 'worker' },
  ],
  anonymousApi: [
    async ({ product }, provide) => {
      const api = await PortalApi.withToken(product.url);
      await provide(api);
      await api.close();
    },
    { scope: 'worker' },
  ],
  serviceApi: [
    async ({ product }, provide) => {
      const api = await PortalApi.withToken(product.url, product.serviceToken);
      await provide(api);
      await api.close();
    },
    { scope: 'worker' },
  ],
  pageOf: async ({ browser, product }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async person => {
      const context = await openContext(browser, product);
      contexts.push(context);
      const page = await context.newPage();
      await page.goto('/');
      await signIn(page, person);
      return page;
    });
    await Promise.all(contexts.map(context => context.close()));
  },
});

/** The catalog reads its own files some moments after the portal's start. */
async function untilCatalogIsLoaded(product: Product): Promise<void> {
  const api = await PortalApi.withToken(product.url, product.serviceToken);
  await expect(async () => {
    for (const filter of SHIPPED_ENTITIES) {
      const response = await api.get(
        `/api/catalog/entities/by-query?${new URLSearchParams({ filter })}`,
      );
      const { items } = foundSchema.parse(await response.json());
      expect(items, filter).toHaveLength(1);
    }
  }).toPass({ timeout: 60_000 });
  await api.close();
}

export function openContext(
  browser: Browser,
  product: Product,
): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: product.url,
    viewport: { width: 1280, height: 900 },
  });
}

/** Goes through the sign-in of the page that is open. */
export async function signIn(page: Page, person: PersonName): Promise<void> {
  const popupOpened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign In' }).click();
  const popup = await popupOpened;
  await popup.getByRole('button', { name: person }).click();
  await page.getByRole('link', { name: 'Shop portal, Home' }).waitFor();
}
