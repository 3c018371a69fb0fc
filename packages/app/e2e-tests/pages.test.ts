import AxeBuilder from '@axe-core/playwright';
import { Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { axeExceptions } from './support/axeExceptions';
import { openTemplate } from './support/create';
import { expectState, openDelivery } from './support/delivery';
import { expect, openContext, signIn, test } from './support/test';

const imageDir = path.resolve(__dirname, '../../../docs/images');

/** Pages that people see most, and how to know that each is complete. */
const PAGES: Array<{
  name: string;
  open: (page: Page) => Promise<void>;
}> = [
  {
    name: 'home',
    open: async page => {
      await page.goto('/');
      await expect(page.getByText('New service')).toBeVisible();
      await expect(page.getByText('Waiting for you')).toBeVisible();
    },
  },
  {
    name: 'entity-overview',
    open: async page => {
      await page.goto('/catalog/default/component/storefront');
      await expect(
        page.getByRole('heading', { name: 'Delivery' }),
      ).toBeVisible();
      await expect(page.getByText('storefront-prod').first()).toBeVisible();
    },
  },
  {
    name: 'delivery-waiting',
    open: async page => {
      await openDelivery(page, 'storefront');
      await expectState(page, 'prod', 'waiting for promotion');
    },
  },
  {
    name: 'monitoring',
    open: async page => {
      await page.goto(
        '/catalog/default/component/storefront/monitoring?env=prod',
      );
      await expect(page.getByRole('figure').first()).toBeVisible();
      await expect(page.getByRole('button', { name: /^Probes/ })).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
    },
  },
  {
    name: 'template-form',
    open: async page => {
      await page.goto('/create/templates/default/shop-service');
      await expect(page.getByRole('textbox', { name: /^Name/ })).toBeVisible();
    },
  },
  ...[
    'shop-terragrunt-environment',
    'shop-kustomize-overlay',
    'shop-compose-environment',
  ].map(template => ({
    name: `template-${template.replace('shop-', '')}`,
    open: async (page: Page) => {
      await openTemplate(page, template);
      await expect(page.getByRole('button', { name: 'Next' })).toBeVisible();
    },
  })),
];

test.beforeAll(async ({ product }) => {
  await product.control.pushTag({
    service: 'storefront',
    environment: 'prod',
    tag: '9f31c02',
    publish: true,
  });
});

for (const theme of ['light', 'dark'] as const) {
  test(`pages are accessible and look right in the ${theme} theme`, async ({
    browser,
    product,
  }) => {
    test.setTimeout(240_000);
    const context = await openContext(browser, product);
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto('/');
    await signIn(page, 'Olga Petrova');

    for (const { name, open } of PAGES) {
      await test.step(name, async () => {
        await open(page);
        await keepScreenshot(page, `${name}-${theme}`);
        expect(await findViolations(page)).toEqual([]);
      });
    }
    await context.close();
  });
}

/** Serious findings of axe, without those of third parties that are listed. */
async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const { pathname } = new URL(page.url());
  const findings: string[] = [];
  for (const { id, impact, nodes } of violations) {
    if (impact !== 'serious' && impact !== 'critical') {
      continue;
    }
    const excepted = axeExceptions.filter(
      exception => exception.rule === id && exception.page.test(pathname),
    );
    for (const { target, failureSummary } of nodes) {
      const [isExcepted] = await page.locator(target.join(' ')).evaluateAll(
        (found, selectors) =>
          found.map(node => selectors.some(selector => node.matches(selector))),
        excepted.map(({ selector }) => selector),
      );
      // Undefined: it was leaving the page while axe looked.
      if (isExcepted === false) {
        findings.push(`${id}: ${target.join(' ')}: ${failureSummary}`);
      }
    }
  }
  return findings;
}

/** The pictures of the documentation are written only when asked for. */
async function keepScreenshot(page: Page, name: string): Promise<void> {
  const image = await page.screenshot({ animations: 'disabled' });
  await test.info().attach(name, { body: image, contentType: 'image/png' });
  if (process.env.UPDATE_IMAGES) {
    fs.mkdirSync(imageDir, { recursive: true });
    fs.writeFileSync(path.join(imageDir, `${name}.png`), image);
  }
}
