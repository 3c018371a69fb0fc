import { Browser, BrowserContext, Page, test as base } from '@playwright/test';
import path from 'node:path';
import { Product } from './Product';

export { expect } from '@playwright/test';

export type PersonName = 'Dana Kim' | 'Olga Petrova' | 'Piet Maas' | 'Vera Ito';

interface WorkerFixtures {
  product: Product;
}

interface TestFixtures {
  /** A page of a browser of their own, in which the person is signed in. */
  pageOf: (person: PersonName) => Promise<Page>;
}

/** Playwright's test with the product running and people who can sign in. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // Playwright reads the first parameter's pattern, even an empty one.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const product = await Product.start({
        dataDir: path.resolve(__dirname, '../../../../test-results/portal'),
      });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  pageOf: async ({ browser, product }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async person => {
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
  await page.getByRole('navigation').first().waitFor();
}
