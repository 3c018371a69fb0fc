import { Child } from './lib/Child';
import { Portal } from './lib/Portal';
import { CLUSTERS, Placement } from './lib/shop';
import { millis, percentile, Section } from './lib/report';

const ROUNDS = 40;
const OURS_PER_ROUND = 10;
const WARM_UP = 20;
const GOAL = 20;

interface Read {
  millis: number;
  /** Whether the answer held everything. */
  complete: boolean;
}

/**
 * Reads the same entities in turn from our backend and from the stock
 * Kubernetes backend, in one process and one run.
 */
export async function measureReading(options: {
  portal: Portal;
  backend: Child;
  lab: Child;
  placements: Placement[];
  /** How many there are in all clusters. */
  rollouts: number;
}): Promise<Section> {
  const { portal, backend, lab, placements, rollouts } = options;
  const count = async () =>
    countUpstreamCalls(
      await lab.ask<Record<string, number>>({ ask: 'requests' }),
    );
  const cpu = () => backend.ask<number>({ ask: 'cpu' });
  const services = pick(placements, ROUNDS * OURS_PER_ROUND);
  for (const service of services.slice(0, WARM_UP)) {
    await portal.readDelivery(service);
    await portal.readKubernetes(service);
  }

  const ours: Read[] = [];
  const stock: Read[] = [];
  let [oursCalls, stockCalls] = [0, 0];
  let [oursCpu, stockCpu] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = round * OURS_PER_ROUND;
    const before = await count();
    const cpuBefore = await cpu();
    for (const service of services.slice(start, start + OURS_PER_ROUND)) {
      ours.push(await time(() => readOurs(portal, service)));
    }
    const cpuBetween = await cpu();
    const between = await count();
    stock.push(await time(() => readStock(portal, services[start])));
    stockCpu += (await cpu()) - cpuBetween;
    oursCpu += cpuBetween - cpuBefore;
    oursCalls += between - before;
    stockCalls += (await count()) - between;
  }

  const ratioAt = (share: number) => timeAt(stock, share) / timeAt(ours, share);
  const row = (
    name: string,
    {
      reads,
      cpuMillis,
      calls,
    }: { reads: Read[]; cpuMillis: number; calls: number },
  ) => [
    name,
    millis(timeAt(reads, 0.5)),
    millis(timeAt(reads, 0.95)),
    millis(cpuMillis / reads.length),
    (calls / reads.length).toFixed(1),
    String(reads.filter(read => !read.complete).length),
  ];
  return {
    title: `Read of one entity, ${rollouts} Rollouts in ${CLUSTERS.length} clusters`,
    columns: [
      '',
      'p50',
      'p95',
      'CPU of the portal a read',
      'upstream calls a read',
      'incomplete',
    ],
    rows: [
      row('stock Kubernetes backend', {
        reads: stock,
        cpuMillis: stockCpu,
        calls: stockCalls,
      }),
      row('Delivery', { reads: ours, cpuMillis: oursCpu, calls: oursCalls }),
    ],
    notes: [
      `${stock.length} and ${ours.length} reads in turn, one after the other`,
      `Delivery takes 1/${ratioAt(0.5).toFixed(
        0,
      )} of the time at the median, ` + `1/${ratioAt(0.95).toFixed(0)} at p95`,
    ],
    goals: [
      { goal: `at least ${GOAL} times as fast`, met: ratioAt(0.5) >= GOAL },
      {
        goal: 'complete answers without an upstream call',
        met: oursCalls === 0 && ours.every(read => read.complete),
      },
    ],
  };
}

function timeAt(reads: Read[], share: number): number {
  return percentile(
    reads.filter(read => read.complete).map(read => read.millis),
    share,
  );
}

/** Watches run anyway; a read would list or get. */
function countUpstreamCalls(requests: Record<string, number>): number {
  return Object.entries(requests)
    .filter(([request]) => !request.endsWith(' watch'))
    .reduce((sum, [, times]) => sum + times, 0);
}

async function readOurs(portal: Portal, service: string): Promise<boolean> {
  const { lanes } = await portal.readDelivery(service);
  return lanes.flatMap(({ rollouts }) => rollouts).length === 2;
}

/** False when something is missing, as when a cluster was slow to answer. */
async function readStock(portal: Portal, service: string): Promise<boolean> {
  const { items } = await portal.readKubernetes(service);
  const rollouts = items
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === 'customresources')
    .flatMap(({ resources }) => resources);
  return (
    rollouts.length === 2 && items.every(({ errors }) => errors.length === 0)
  );
}

/** Names of services that lie evenly among all. */
function pick(placements: Placement[], amount: number): string[] {
  return Array.from(
    { length: amount },
    (_, index) =>
      placements[Math.floor((index * placements.length) / amount)].service,
  );
}

async function time(read: () => Promise<boolean>): Promise<Read> {
  const startedAt = performance.now();
  const complete = await read();
  return { millis: performance.now() - startedAt, complete };
}
