import { Page } from '@playwright/test';
import {
  confirmDialog,
  expectState,
  expectToMatchCluster,
  lane,
  openDelivery,
  openLane,
  readDelivery,
} from './support/delivery';
import { expect, test } from './support/test';

const SERVICE = 'reviews';

/** Goes through the form and the run; gives the pull request's address. */
async function createService(page: Page): Promise<string> {
  await page.goto('/create');
  await page.getByText('New service').first().waitFor();
  await page.goto('/create/templates/default/shop-service');

  const name = page.getByRole('textbox', { name: /^Name/ });
  await name.fill('Reviews');
  await name.blur();
  await expect(
    page.getByText('"Reviews" has a capital. Try "reviews".'),
  ).toBeVisible();
  await name.fill('storefront');
  await name.blur();
  await expect(page.getByText(/"storefront" exists in GitHub/)).toBeVisible();
  await name.fill(SERVICE);
  await expect(page.getByText('Free', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page
    .getByText('Where the container listens', { exact: false })
    .waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText(/^Would write \d+ files in 3 repositories/).waitFor();
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();

  await expect(page.getByText(`${SERVICE} is created.`)).toBeVisible({
    timeout: 60_000,
  });
  const link = page.getByRole('link', { name: /pull request #\d+ in deploy/ });
  const href = await link.first().getAttribute('href');
  if (!href) {
    throw new Error('The run ended without a pull request.');
  }
  return href;
}

async function mergePullRequest(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: /Merge pull request/ }).click();
  await expect(page.getByText('Merged', { exact: true })).toBeVisible();
}

async function promoteInProd(page: Page, tag: string): Promise<void> {
  await lane(page, 'prod')
    .getByRole('button', { name: `Promote ${tag} in prod` })
    .click();
  await confirmDialog(page, `Promote ${tag}`);
}

test('a developer creates a service and an operator promotes its next release', async ({
  apiOf,
  pageOf,
  product,
}) => {
  test.setTimeout(300_000);
  const dana = await pageOf('Dana Kim');
  const olga = await pageOf('Olga Petrova');
  const api = await apiOf('Olga Petrova');
  const matchesCluster = (environment: string) =>
    expectToMatchCluster(product, api, { service: SERVICE, environment });
  const pushToProd = (tag: string) =>
    product.control.pushTag({
      service: SERVICE,
      environment: 'prod',
      tag,
      publish: true,
    });

  await test.step('the developer creates reviews and merges its pull request', async () => {
    const pullRequest = await createService(dana);
    await mergePullRequest(await dana.context().newPage(), pullRequest);
  });

  await test.step('its first run publishes an image', async () => {
    const page = await dana.context().newPage();
    await expect(async () => {
      await page.goto(`${product.githubUrl}/shop/${SERVICE}/actions`);
      await expect(page.getByText('Succeeded').first()).toBeVisible({
        timeout: 1_000,
      });
    }).toPass({ timeout: 30_000 });
  });

  await test.step('Delivery shows dev and prod synced and healthy', async () => {
    await openDelivery(olga, SERVICE);
    for (const environment of ['dev', 'prod']) {
      await expectState(olga, environment, 'live');
      await openLane(olga, environment);
      const strip = lane(olga, environment);
      await expect(strip.getByText(/^Synced to/)).toBeVisible();
      await expect(strip.getByText('Well', { exact: true })).toBeVisible();
      await matchesCluster(environment);
    }
  });

  await test.step('a new tag waits in the preview, without a reload', async () => {
    await pushToProd('release-2');
    await expectState(olga, 'prod', 'waiting for promotion');
    await expect(
      lane(olga, 'prod').getByText(/^release-2 is ready in preview\./),
    ).toBeVisible();
    await matchesCluster('prod');
  });

  await test.step("the developer's Promote in prod is inactive and says why", async () => {
    await openDelivery(dana, SERVICE);
    const promote = lane(dana, 'prod').getByRole('button', {
      name: 'Promote release-2 in prod',
    });
    await expect(promote).toHaveAttribute('aria-disabled', 'true');
    await expect(promote).toHaveAccessibleDescription(
      /Only operators promote in prod\. Ask #shop-ops or Olga Petrova\./,
    );
    await promote.focus();
    await expect(promote).toBeFocused();
    await promote.press('Enter');
    await expect(dana.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('the operator promotes it, and everybody sees it go live', async () => {
    await promoteInProd(olga, 'release-2');
    await expect(
      lane(olga, 'prod').getByText(/^release-2 is live\. It took/),
    ).toBeVisible();
    await expect(
      lane(olga, 'prod').getByText(/still runs: instant rollback until/),
    ).toBeVisible();
    await expectState(dana, 'prod', 'live');
    await expect(
      lane(dana, 'prod')
        .getByText('Promoted by Olga Petrova', {
          exact: false,
        })
        .first(),
    ).toBeVisible();
    await matchesCluster('prod');
  });

  await test.step('two promotions at once promote once and tell the second person', async () => {
    const other = await pageOf('Olga Petrova');
    await openDelivery(other, SERVICE);
    await pushToProd('release-3');
    for (const page of [olga, other]) {
      await expectState(page, 'prod', 'waiting for promotion');
      await lane(page, 'prod')
        .getByRole('button', { name: 'Promote release-3 in prod' })
        .click();
    }
    // Where one is much faster, the other's dialog has changed by then.
    await Promise.allSettled(
      [olga, other].map(page => confirmDialog(page, 'Promote release-3')),
    );
    await expectState(olga, 'prod', 'live');
    const { recentOperations } = await readDelivery(api, SERVICE);
    const promotions = recentOperations.filter(
      ({ action, to }) => action === 'promote' && to?.tag === 'release-3',
    );
    expect(promotions.filter(({ phase }) => phase === 'done')).toHaveLength(1);
    const told = /Nothing was done twice\.|Changed while you were reading:/;
    await expect
      .poll(async () => {
        const counts = [olga, other].map(page => page.getByText(told).count());
        return (await Promise.all(counts)).filter(count => count > 0).length;
      })
      .toBe(1);
    await other.context().close();
    await olga.keyboard.press('Escape');
    await matchesCluster('prod');
  });

  // The real controller 1.10 cannot be made to lose one.
  const losesOne = !product.hasRealControlPlane;
  await test.step(
    losesOne
      ? 'a promotion that the controller loses is nudged once and goes live'
      : 'a promotion that the controller takes goes live without a nudge',
    async () => {
      await pushToProd('release-4');
      await expectState(olga, 'prod', 'waiting for promotion');
      if (losesOne) {
        await product.control.loseNextPatch('shop-prod');
      }
      await promoteInProd(olga, 'release-4');
      if (losesOne) {
        await expect(
          lane(olga, 'prod').getByText('Nudged once').first(),
        ).toBeVisible();
      }
      await expectState(olga, 'prod', 'live');
      await matchesCluster('prod');
      const { recentOperations } = await readDelivery(api, SERVICE);
      const phases = recentOperations
        .find(({ to }) => to?.tag === 'release-4')
        ?.steps.map(({ phase }) => phase);
      expect(phases).toEqual(
        losesOne
          ? ['accepted', 'nudged', 'taken', 'done']
          : ['accepted', 'taken', 'done'],
      );
    },
  );

  await test.step('the next release is aborted, retried and promoted', async () => {
    await pushToProd('release-5');
    await expectState(olga, 'prod', 'waiting for promotion');
    await lane(olga, 'prod')
      .getByRole('button', { name: 'Abort in prod' })
      .click();
    await confirmDialog(olga, 'Abort release');
    await expectState(olga, 'prod', 'aborted');
    await expect(
      lane(olga, 'prod').getByText(
        'release-4 is live. Git still asks for release-5.',
      ),
    ).toBeVisible();
    await matchesCluster('prod');

    await lane(olga, 'prod')
      .getByRole('button', { name: 'Retry… in prod' })
      .click();
    await confirmDialog(olga, 'Retry');
    await expectState(olga, 'prod', 'waiting for promotion');
    await matchesCluster('prod');
    await promoteInProd(olga, 'release-5');
    await expectState(olga, 'prod', 'live');
    await matchesCluster('prod');
  });
});
