import {
  confirmDialog,
  expectState,
  lane,
  openDelivery,
  readDelivery,
} from '../e2e-tests/support/delivery';
import { expect, test } from './support/test';

test('a person signs in elsewhere, promotes, and reads the record', async ({
  apiOf,
  installation,
  pageOf,
}) => {
  const page = await pageOf('Olga Petrova', 'a');
  await page.reload();
  await openDelivery(page, 'storefront');
  await installation.control.pushTag({
    service: 'storefront',
    environment: 'prod',
    tag: 'release-2',
    publish: true,
  });
  await expectState(page, 'prod', 'waiting for promotion');
  await lane(page, 'prod')
    .getByRole('button', { name: 'Promote release-2 in prod' })
    .click();
  await confirmDialog(page, 'Promote release-2');
  await expectState(page, 'prod', 'live');
  await expect(
    lane(page, 'prod')
      .getByText('Promoted by Olga Petrova', { exact: false })
      .first(),
  ).toBeVisible();

  const { recentOperations } = await readDelivery(
    await apiOf(page, 'b'),
    'storefront',
  );
  expect(recentOperations).toEqual([
    expect.objectContaining({
      action: 'promote',
      requestedBy: 'user:default/olga.petrova',
      phase: 'done',
    }),
  ]);
  expect(recentOperations[0].steps.map(({ phase }) => phase)).toEqual([
    'accepted',
    'taken',
    'done',
  ]);

  // Owners and operators got mail, for which their addresses were looked up.
  await expect.poll(() => installation.countCached()).toBeGreaterThan(0);
});
