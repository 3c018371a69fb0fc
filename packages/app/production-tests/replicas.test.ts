import {
  expectState,
  lane,
  openDelivery,
  readDelivery,
} from '../e2e-tests/support/delivery';
import { PortalApi } from '../e2e-tests/support/api';
import { countPatches, promote, releaseToProd } from './support/release';
import { expect, test } from './support/test';

const SERVICE = 'discounts';
/** Until the other replica notices, and the controller has done its work. */
const TAKEN_UP_MILLIS = 60_000;

test('a signal that one replica causes reaches a browser on the other', async ({
  installation,
  pageOf,
}) => {
  const page = await pageOf('Olga Petrova', 'b');
  await expect(page.getByRole('link', { name: 'Notifications' })).toBeVisible();
  const service = await PortalApi.withToken(
    installation.replica('a').url,
    installation.serviceToken,
  );
  const title = 'The shop closes at eight';
  const heard = page.getByText(title);
  // The page connects some moments after it is there, and misses what is sent
  // before.
  await expect(async () => {
    const response = await service.post('/api/notifications/notifications', {
      recipients: { type: 'entity', entityRef: 'user:default/olga.petrova' },
      payload: { title },
    });
    expect(response.status()).toBe(200);
    await expect(heard.first()).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await service.close();
});

test('a promotion that began on one replica is followed on the other', async ({
  apiOf,
  installation,
  pageOf,
}) => {
  const olga = await pageOf('Olga Petrova', 'a');
  const vera = await pageOf('Vera Ito', 'b');
  const onA = await apiOf(olga, 'a');
  const onB = await apiOf(vera, 'b');
  await openDelivery(vera, SERVICE);
  await releaseToProd(installation, onA, { service: SERVICE, tag: 'v2' });
  await expectState(vera, 'prod', 'waiting for promotion');

  expect((await promote(onA, SERVICE)).status()).toBe(202);

  await expectState(vera, 'prod', 'live');
  await expect(
    lane(vera, 'prod')
      .getByText('Promoted by Olga Petrova', { exact: false })
      .first(),
  ).toBeVisible();
  const { recentOperations } = await readDelivery(onB, SERVICE);
  expect(recentOperations).toEqual(
    (await readDelivery(onA, SERVICE)).recentOperations,
  );
});

test('the death of a replica in the middle of a promotion leaves one promotion and its whole record', async ({
  apiOf,
  installation,
  pageOf,
}) => {
  test.setTimeout(300_000);
  const olga = await pageOf('Olga Petrova', 'a');
  const vera = await pageOf('Vera Ito', 'b');
  const onA = await apiOf(olga, 'a');
  const onB = await apiOf(vera, 'b');
  await openDelivery(vera, SERVICE);
  await releaseToProd(installation, onA, { service: SERVICE, tag: 'v3' });
  await expectState(vera, 'prod', 'waiting for promotion');
  await installation.control.resetRequests();
  // The controller waits for a second patch, which the dead replica cannot send.
  await installation.control.loseNextPatch('shop-prod');

  expect((await promote(onA, SERVICE)).status()).toBe(202);
  await installation.replica('a').end('SIGKILL');

  await expect(lane(vera, 'prod')).toHaveAccessibleName(/, live$/, {
    timeout: TAKEN_UP_MILLIS,
  });
  await expect(
    lane(vera, 'prod').getByText('Nudged once').first(),
  ).toBeVisible();
  const promotions = async (api: PortalApi) =>
    (await readDelivery(api, SERVICE)).recentOperations.filter(
      ({ action, to }) => action === 'promote' && to?.tag === 'v3',
    );
  const [promotion, ...others] = await promotions(onB);
  expect(others).toEqual([]);
  expect(promotion).toMatchObject({
    requestedBy: 'user:default/olga.petrova',
    phase: 'done',
  });
  expect(promotion.steps.map(({ phase }) => phase)).toEqual([
    'accepted',
    'nudged',
    'taken',
    'done',
  ]);
  expect(await countPatches(installation, SERVICE)).toBe(2);

  // The person at the dead one goes on, and it comes back knowing all.
  await openDelivery(olga, SERVICE);
  await expectState(olga, 'prod', 'live');
  await installation.startReplica('a');
  await expect
    .poll(async () => (await readDelivery(onA, SERVICE)).lanes.length)
    .toBe((await readDelivery(onB, SERVICE)).lanes.length);
  expect(await promotions(onA)).toEqual([promotion]);
});
