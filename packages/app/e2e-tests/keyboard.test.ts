import { Page } from '@playwright/test';
import { expectState, lane, openDelivery } from './support/delivery';
import { expect, test } from './support/test';

/** Presses Tab until the focus is on what is looked for. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name }).first();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}.`);
}

test('an operator promotes by keyboard alone on a narrow screen', async ({
  pageOf,
  product,
}) => {
  const page = await pageOf('Olga Petrova');
  await page.setViewportSize({ width: 480, height: 900 });
  await openDelivery(page, 'discounts');
  await product.control.pushTag({
    service: 'discounts',
    environment: 'prod',
    tag: '41c0be7',
    publish: true,
  });
  await expectState(page, 'prod', 'waiting for promotion');

  // Nothing is cut off: the page does not scroll sideways.
  const overflow = await page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);

  await tabTo(page, 'Promote 41c0be7 in prod');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('heading', { name: 'Promote 41c0be7 to live in prod?' }),
  ).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Promote 41c0be7' });
  await expect(confirm).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(
    page.getByRole('button', { name: 'Promote 41c0be7 in prod' }),
  ).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(confirm).toBeFocused();
  // The dialog ignores presses in its first moments, unread.
  await expect(async () => {
    if (await confirm.isVisible()) {
      await page.keyboard.press('Enter');
    }
    await expect(dialog).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expect(
    lane(page, 'prod').getByText(/^41c0be7 is live\. It took/),
  ).toBeVisible();
});

test('keys move between lanes and to the primary button, and never press it', async ({
  pageOf,
  product,
}) => {
  const page = await pageOf('Olga Petrova');
  await product.control.pushTag({
    service: 'discounts',
    environment: 'prod',
    tag: '52d1cf8',
    publish: true,
  });
  await openDelivery(page, 'discounts');
  await expectState(page, 'prod', 'waiting for promotion');
  await page.getByText('What runs where').click();
  await tabTo(page, /^dev/);
  await page.keyboard.press('j');
  await page.keyboard.press('p');
  await expect(
    page.getByRole('button', { name: 'Promote 52d1cf8 in prod' }),
  ).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
