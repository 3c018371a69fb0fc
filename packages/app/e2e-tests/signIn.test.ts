import { expect, openContext, signIn, test } from './support/test';

test('a person signs in, and stays signed in over a reload and a restart', async ({
  browser,
  product,
}) => {
  const context = await openContext(browser, product);
  const page = await context.newPage();
  await page.goto('/settings');
  await signIn(page, 'Dana Kim');
  await expect(page.getByText('dana.kim@shop.example')).toBeVisible();

  await page.reload();
  await expect(page.getByText('dana.kim@shop.example')).toBeVisible();

  await product.restart();
  await page.goto('/settings');
  await expect(page.getByText('dana.kim@shop.example')).toBeVisible();
  await context.close();
});
