import { Page } from '@playwright/test';
import {
  confirmDialog,
  expectState,
  lane,
  openDelivery,
} from './support/delivery';
import { Product } from './support/Product';
import { expect, test } from './support/test';

/** A release that the lab's traffic answers badly. */
const BAD_TAG = 'bad0001';

const EVALUATED = { timeout: 60_000 };

async function openMonitoring(page: Page, service: string): Promise<void> {
  await page.goto(
    `/catalog/default/component/${service}/monitoring?env=prod&range=15m`,
  );
  await expect(page.getByRole('button', { name: /^Monitors/ })).toBeVisible();
}

/** What arrived in Slack or by mail about a service that is not well. */
function noticeOf(page: Page, service: string, by: 'Slack' | 'Mail') {
  return page
    .getByRole('article')
    .filter({ hasText: new RegExp(`^\\s*.*${service} prod: .*alert`, 's') })
    .filter({ hasText: new RegExp(`${by} from`, 'i') })
    .first();
}

function noticesUrl({ lab }: Product): string {
  return `http://localhost:${lab.notices.port}/`;
}

test('a bad release that waits shows in Monitoring, and its abort is a mark', async ({
  product,
  pageOf,
}) => {
  test.setTimeout(240_000);
  const page = await pageOf('Olga Petrova');
  await openMonitoring(page, 'discounts');
  await expect(page.getByText(/^Well: nothing fires\./).first()).toBeVisible(
    EVALUATED,
  );

  await product.control.pushTag({
    service: 'discounts',
    environment: 'prod',
    tag: BAD_TAG,
    publish: true,
  });

  await test.step('errors rise, a monitor alerts and the first line says so', async () => {
    const marks = page.getByRole('region', { name: 'Marks' });
    await expect(
      marks.getByText(new RegExp(`${BAD_TAG} preview started`)),
    ).toBeVisible(EVALUATED);
    await expect(
      page.getByRole('button', { name: /^Monitors .*alert/ }),
    ).toBeVisible(EVALUATED);
    await expect(page.getByText(/^Not well: .*monitor/).first()).toBeVisible();
    await expect(
      page.getByRole('img', {
        name: new RegExp(`^Errors, .*${BAD_TAG} now [1-9]`),
      }),
    ).toBeVisible(EVALUATED);
  });

  await test.step('the operator aborts it', async () => {
    await openDelivery(page, 'discounts');
    await expectState(page, 'prod', 'waiting for promotion');
    await lane(page, 'prod')
      .getByRole('button', { name: /^Abort/ })
      .click();
    await confirmDialog(page, 'Abort release');
    await expectState(page, 'prod', 'aborted');
  });

  await test.step('the marks are in the list and in the chart', async () => {
    await openMonitoring(page, 'discounts');
    const aborted = new RegExp(`${BAD_TAG} aborted .*Olga Petrova`);
    const marks = page.getByRole('region', { name: 'Marks' });
    await expect(marks.getByText(aborted)).toBeVisible(EVALUATED);
    const chart = page.getByRole('figure', { name: /^Errors/ });
    await expect(chart.getByRole('button', { name: aborted })).toBeVisible(
      EVALUATED,
    );
  });
});

test('a service that is scaled to nothing is told to its owner, with links that open Monitoring', async ({
  product,
  pageOf,
}) => {
  test.setTimeout(240_000);
  const page = await pageOf('Dana Kim');
  await openMonitoring(page, 'advertisements');
  await expect(page.getByText(/^Well: nothing fires\./).first()).toBeVisible(
    EVALUATED,
  );

  const scale = (replicas: number) =>
    product.control.scale({
      service: 'advertisements',
      environment: 'prod',
      replicas,
    });
  await scale(0);

  await test.step('an alert and a monitor show', async () => {
    await expect(page.getByText(/^Not well: /).first()).toBeVisible(EVALUATED);
    await expect(
      page.getByRole('button', { name: /^Monitors .*alert/ }),
    ).toBeVisible(EVALUATED);
    await expect(
      page.getByRole('button', { name: /^Alerts \([1-9]/ }),
    ).toBeVisible(EVALUATED);
  });

  await test.step('a Slack message and a mail arrive, whose links open Monitoring', async () => {
    for (const by of ['Slack', 'Mail'] as const) {
      await expect(async () => {
        await page.goto(noticesUrl(product));
        await expect(
          noticeOf(page, 'advertisements', by).getByRole('link').first(),
        ).toBeVisible({ timeout: 1_000 });
      }).toPass(EVALUATED);
      await noticeOf(page, 'advertisements', by)
        .getByRole('link')
        .first()
        .click();
      await expect(page).toHaveURL(
        /\/catalog\/default\/component\/advertisements\/monitoring\?env=prod/,
      );
      await expect(page.getByText(/^Not well: /).first()).toBeVisible();
    }
  });

  await test.step('alerts and probes are quiet when it runs again', async () => {
    await scale(2);
    await openMonitoring(page, 'advertisements');
    // The monitor looks back over five minutes, and stays longer.
    for (const quiet of [/^Alerts \(0\)/, /^Probes .*all up/]) {
      await expect(page.getByRole('button', { name: quiet })).toBeVisible({
        timeout: 120_000,
      });
    }
  });
});

test('a hundred people who look at one service cause the calls of one', async ({
  product,
  apiOf,
}) => {
  const dana = await apiOf('Dana Kim');
  const paths = ['health', 'monitors', 'alerts', 'probes', 'dashboards'].map(
    part =>
      `/api/shop-monitoring/v1/entities/component/default/storefront/${part}?env=prod`,
  );
  const look = async () => {
    for (const path of paths) {
      expect((await dana.get(path)).status(), path).toBe(200);
    }
  };
  const monitoringCalls = async () =>
    Object.entries(await product.control.requests())
      .filter(([key]) => /^(prometheus|alertmanager|datadog|grafana)/.test(key))
      .map(([, count]) => count);

  await look();
  await product.control.resetRequests();
  await Promise.all(Array.from({ length: 100 }, look));
  // What was fresh stayed. The rest was asked for once in a few seconds, and
  // beside that for the notices about every service: far from once for each.
  const calls = await monitoringCalls();
  expect(Math.max(0, ...calls)).toBeLessThanOrEqual(30);
});
