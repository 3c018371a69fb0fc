import {
  choose,
  create,
  goOn,
  mergePullRequest,
  openTemplate,
  readWillWrite,
} from './support/create';
import {
  expectState,
  expectToMatchCluster,
  lane,
  openDelivery,
} from './support/delivery';
import { expect, test } from './support/test';

test('a developer adds a staging overlay to discounts, and its lane appears', async ({
  apiOf,
  pageOf,
  product,
}) => {
  test.setTimeout(240_000);
  const page = await pageOf('Dana Kim');

  await openDelivery(page, 'discounts');
  await expect(lane(page, 'dev')).toBeVisible();
  await expect(lane(page, 'staging')).toHaveCount(0);

  const form = await page.context().newPage();
  await openTemplate(form, 'shop-kustomize-overlay');
  await choose(form, /Service/, /^discounts$/);
  await choose(form, /Environment/, /^staging/);
  await form.getByRole('textbox', { name: 'Image tag' }).fill('40aa91d');
  await goOn(form);
  await form.getByText('What happens when a new release is ready').waitFor();
  await goOn(form);
  expect(await readWillWrite(form)).toEqual([
    'apps/discounts/overlays/staging/config.json',
    'apps/discounts/overlays/staging/kustomization.yaml',
    'apps/discounts/overlays/staging/externalsecret.yaml',
  ]);
  const url = await create(form, {
    ends: 'discounts is ready for staging.',
    repository: 'deploy',
  });
  await mergePullRequest(form, url);

  // Without a reload: Argo CD makes it, and the watch tells of it.
  await expect(lane(page, 'staging')).toBeVisible({ timeout: 60_000 });
  await expectState(page, 'staging', 'live');
  await expect(lane(page, 'staging').getByText(/^Synced to/)).toBeVisible();
  await expectToMatchCluster(product, await apiOf('Dana Kim'), {
    service: 'discounts',
    environment: 'staging',
  });
});
