import fs from 'node:fs';
import path from 'node:path';
import { readDelivery } from './support/delivery';
import { LabGitHub } from './support/LabGitHub';
import { findFreePort } from '../../../scripts/lib/ports.mjs';
import { findProcess, isRunning } from './support/processes';
import { Product } from './support/Product';
import { StartCommand } from './support/StartCommand';
import { expect, test } from './support/test';

const END_MILLIS = 10_000;
const LAB = 'packages/lab/src/main.ts';
const BACKEND = 'src/index.ts';

/** Runs it to an end that is expected to come soon. */
async function runToEnd(
  logFile: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const command = StartCommand.run({ args, logFile, env });
  const code = await command.ended;
  return { code, output: command.output };
}

async function expectAllEnded(pids: number[]): Promise<void> {
  await expect
    .poll(() => pids.filter(isRunning), { timeout: END_MILLIS })
    .toEqual([]);
}

test.describe('npm start refuses in one sentence', () => {
  const refusals: Array<{
    title: string;
    args: (product: Product, dataDir: string) => Promise<string[]>;
    env?: NodeJS.ProcessEnv;
    says: (product: Product) => string;
  }> = [
    {
      title: 'a port that is in use',
      args: async ({ port }, dataDir) => [
        ...['--port', String(port)],
        ...['--data-dir', dataDir],
      ],
      says: ({ port }) =>
        `Port ${port} for the portal is in use. Choose another with --port.`,
    },
    {
      title: 'ports of the lab that are in use',
      args: async (product, dataDir) => {
        fs.mkdirSync(dataDir, { recursive: true });
        fs.writeFileSync(
          path.join(dataDir, 'lab.json'),
          JSON.stringify(product.lab),
        );
        return [
          ...['--port', String(await findFreePort())],
          ...['--data-dir', dataDir],
        ];
      },
      says: ({ lab }) =>
        `Port ${lab.identity.port} for the identity provider is in use. Stop what uses it, or start with --fresh.`,
    },
    {
      title: 'data that another portal uses',
      args: async product => [
        ...['--port', String(await findFreePort())],
        ...['--data-dir', product.dataDir],
      ],
      says: () =>
        'A portal already runs on this data. Stop it, or choose another folder with --data-dir.',
    },
    {
      title: 'to delete data that another portal uses',
      args: async product => [
        ...['--port', String(await findFreePort())],
        ...['--data-dir', product.dataDir, '--fresh'],
      ],
      says: () => 'A portal already runs on this data.',
    },
    {
      title: 'a port that is none',
      args: async (_product, dataDir) => [
        ...['--port', '70000'],
        ...['--data-dir', dataDir],
      ],
      says: () => '"70000" is not a port: use a number from 1 to 65535.',
    },
    {
      title: 'an option that it does not have',
      args: async (_product, dataDir) => [
        ...['--prot', '7007'],
        ...['--data-dir', dataDir],
      ],
      says: () => "Unknown option '--prot'",
    },
    {
      title: 'to go on without git',
      args: async (_product, dataDir) => ['--data-dir', dataDir],
      env: { ...process.env, PATH: '/nonexistent' },
      says: () => 'Git is missing. Install it, then start again.',
    },
  ];

  for (const { title, args, env, says } of refusals) {
    test(title, async ({ product, anonymousApi }, testInfo) => {
      const files = ['lab.json', 'app-config.lab.yaml', 'secrets.json'].map(
        file => path.join(product.dataDir, file),
      );
      const readFiles = () => files.map(file => fs.readFileSync(file, 'utf8'));
      const before = readFiles();

      const { code, output } = await runToEnd(
        testInfo.outputPath('start.log'),
        await args(product, testInfo.outputPath('data')),
        env,
      );

      expect(code).toBe(1);
      expect(output).toContain(`✖ ${says(product)}`);
      expect(output).not.toMatch(/^\s+at /m);
      // The portal that runs does not notice.
      expect(readFiles()).toEqual(before);
      const health = await anonymousApi.get('/.backstage/health/v1/readiness');
      expect(health.status()).toBe(200);
    });
  }

  test('and explains itself when asked', async ({}, testInfo) => {
    const { code, output } = await runToEnd(testInfo.outputPath('start.log'), [
      '--help',
    ]);
    expect(code).toBe(0);
    for (const option of ['--fresh', '--port', '--data-dir']) {
      expect(output).toContain(option);
    }
  });
});

test.describe('npm start ends what it started', () => {
  test.afterEach(async ({ product }) => {
    if (product.process.hasEnded) {
      await product.resume();
    }
  });

  test('when the lab dies, and keeps the data for the next start', async ({
    product,
    apiOf,
  }) => {
    const olga = await apiOf('Olga Petrova');
    const github = LabGitHub.of(product.lab);
    await github.createRepository('kept');
    const readUids = async () => {
      const { lanes } = await readDelivery(olga, 'storefront');
      return lanes.flatMap(({ rollouts }) =>
        rollouts.map(({ seen }) => seen.uid),
      );
    };
    await expect.poll(readUids, { timeout: 60_000 }).toHaveLength(2);
    const before = { lab: product.lab, uids: await readUids() };
    const { pids, ended } = product.process;

    process.kill(findProcess(pids, LAB), 'SIGKILL');

    expect(await ended).toBe(1);
    expect(product.process.output).toContain(
      '✖ The lab ended unexpectedly (SIGKILL).',
    );
    await expectAllEnded(pids);

    await product.resume();
    expect(product.lab).toEqual(before.lab);
    expect(await github.hasRepository('kept')).toBe(true);
    await expect.poll(readUids, { timeout: 60_000 }).toEqual(before.uids);
  });

  test('when the backend dies', async ({ product }) => {
    const { pids, ended } = product.process;

    process.kill(findProcess(pids, BACKEND), 'SIGKILL');

    expect(await ended).toBe(1);
    expect(product.process.output).toContain(
      '✖ The portal ended unexpectedly (SIGKILL).',
    );
    await expectAllEnded(pids);
  });

  test('on SIGTERM', async ({ product }) => {
    const { pids, ended } = product.process;
    expect(pids.length).toBeGreaterThanOrEqual(3);
    const startedAt = Date.now();

    product.process.kill('SIGTERM');

    expect(await ended).toBe(0);
    await expectAllEnded(pids);
    expect(Date.now() - startedAt).toBeLessThan(END_MILLIS);
  });

  test('on SIGKILL, which it cannot see coming', async ({ product }) => {
    const { pids, ended } = product.process;

    product.process.kill('SIGKILL');

    expect(await ended).toBe('SIGKILL');
    await expectAllEnded(pids);
  });
});

test('secrets on disk are for their owner only', async ({ product }) => {
  for (const file of [
    'secrets.json',
    'lab.json',
    'app-config.lab.yaml',
    'kubernetes/kubeconfig',
  ]) {
    const { mode } = fs.statSync(path.join(product.dataDir, file));
    expect((mode % 0o1000).toString(8), file).toBe('600');
  }
  const { mode } = fs.statSync(product.dataDir);
  expect((mode % 0o1000).toString(8)).toBe('700');
});
