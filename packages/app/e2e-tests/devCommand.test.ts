import { expect, Page, test } from '@playwright/test';
import { findFreePort } from './support/ports';
import { isRunning } from './support/processes';
import { StartCommand } from './support/StartCommand';
import { signIn } from './support/test';

/** The first compilation of the app takes its time. */
const START_MILLIS = 240_000;
const END_MILLIS = 15_000;

async function openSignIn(page: Page, url: string): Promise<void> {
  await expect(async () => {
    await page.goto(url);
    await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: START_MILLIS });
}

/** People can sign in once the catalog knows them. */
async function untilBackendIsReady(page: Page, port: number): Promise<void> {
  await expect(async () => {
    const response = await page.request.get(
      `http://localhost:${port}/.backstage/health/v1/readiness`,
    );
    expect(response.status()).toBe(200);
  }).toPass({ timeout: START_MILLIS });
}

test('yarn dev brings the lab, its sign-in, and an app that people can use', async ({
  page,
}, testInfo) => {
  test.setTimeout(2 * START_MILLIS);
  const [appPort, port] = [await findFreePort(), await findFreePort()];
  const command = StartCommand.run({
    script: 'dev',
    args: [
      ...['--app-port', String(appPort)],
      ...['--port', String(port)],
      ...['--data-dir', testInfo.outputPath('data')],
    ],
    logFile: testInfo.outputPath('dev.log'),
    env: { ...process.env, BROWSER: 'none' },
  });

  await untilBackendIsReady(page, port);
  await openSignIn(page, `http://localhost:${appPort}`);
  await expect(async () => {
    await signIn(page, 'Dana Kim');
  }).toPass({ timeout: 60_000 });
  await expect(
    page.getByRole('row', { name: /Storefront/ }).first(),
  ).toBeVisible();

  const { pids, ended } = command;
  command.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect
    .poll(() => pids.filter(isRunning), { timeout: END_MILLIS })
    .toEqual([]);
});
