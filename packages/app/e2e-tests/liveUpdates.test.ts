import { expectState, openDelivery } from './support/delivery';
import { expect, test } from './support/test';

const API = '/api/shop-rollouts/v1/deliveries';
const DELIVERY = `${API}/by-entity/component/default/web`;
/** The sidebar counts what waits for the person. */
const WAITING = `${API}/summaries`;

test('a change in the cluster reaches the screen by signal, with no request but the authorised re-reads', async ({
  pageOf,
  product,
}) => {
  const page = await pageOf('Vera Ito');
  await openDelivery(page, 'web');
  await expectState(page, 'prod', 'live');
  await page.waitForLoadState('networkidle');

  const requested = new Set<string>();
  page.on('request', request => requested.add(new URL(request.url()).pathname));
  await product.control.pushTag({
    service: 'web',
    environment: 'prod',
    tag: 'v1.5.0',
    publish: true,
  });
  await expectState(page, 'prod', 'waiting for promotion');

  expect([...requested].sort()).toEqual([DELIVERY, WAITING]);
});
