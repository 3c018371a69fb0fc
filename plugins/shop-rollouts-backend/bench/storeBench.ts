import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StoreCosts } from './processes/measureStore';
import { Section } from './lib/report';

const SIZES = [1_250, 2_500, 5_000, 10_000, 20_000];
const GOAL = 2;
/** How far the cost of a Rollout may vary for it to be called linear. */
const LINEAR = 0.1;

const run = promisify(execFile);

/** What the store keeps, each size in a process of its own. */
export async function measureStores(): Promise<Section> {
  const costs: StoreCosts[] = [];
  for (const size of SIZES) {
    const { stdout } = await run(process.execPath, [
      ...process.execArgv,
      '--expose-gc',
      path.join(__dirname, 'processes/measureStore.ts'),
      String(size),
    ]);
    costs.push(JSON.parse(stdout));
  }
  const ratios = costs.map(({ heap, keptJson }) => heap / keptJson);
  const heaps = costs.map(({ heap }) => heap);
  const spread = Math.max(...heaps) / Math.min(...heaps) - 1;
  return {
    title: 'Memory of the store',
    columns: [
      'Rollouts',
      'heap',
      'heap a Rollout',
      'JSON kept',
      'JSON sent',
      'heap / JSON kept',
    ],
    rows: costs.map(({ rollouts, heap, keptJson, sentJson }, index) => [
      String(rollouts),
      `${((heap * rollouts) / 2 ** 20).toFixed(0)} MiB`,
      kilobytes(heap),
      kilobytes(keptJson),
      kilobytes(sentJson),
      ratios[index].toFixed(2),
    ]),
    notes: [
      `a Rollout counts with its ${
        costs[0].objects - 1
      } ReplicaSets, pods and Services`,
    ],
    goals: [
      {
        goal: `at most ${GOAL} times the JSON of what is kept`,
        met: Math.max(...ratios) <= GOAL,
      },
      {
        goal: `linear to ${SIZES[SIZES.length - 1]} Rollouts, within ${
          LINEAR * 100
        } %`,
        met: spread <= LINEAR,
      },
    ],
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
