import { setTimeout as delay } from 'node:timers/promises';
import { Child } from './lib/Child';
import { Change, sharedClock } from './lib/messages';
import { Portal } from './lib/Portal';
import { millis, percentile, Section } from './lib/report';

const PER_SECOND = 100;
const SECONDS = 60;
const WARM_UP_SECONDS = 5;
/** The longest that a signal may take before it counts as lost. */
const PATIENCE_MILLIS = 5_000;
const GOAL_MILLIS = 300;

/**
 * From a change in an API server to the signal that a browser hears, while
 * changes come at a steady rate.
 */
export async function measureSignals(options: {
  portal: Portal;
  backend: Child;
  lab: Child;
}): Promise<Section> {
  const { portal, backend, lab } = options;
  const heard: Array<{ at: number; entityRefs: Set<string> }> = [];
  const stop = await portal.listen(({ entityRefs }) =>
    heard.push({ at: sharedClock(), entityRefs: new Set(entityRefs) }),
  );
  const change = (seconds: number) =>
    lab.ask<Change[]>({ ask: 'change', perSecond: PER_SECOND, seconds });
  await change(WARM_UP_SECONDS);
  heard.length = 0;
  const cpuBefore = await backend.ask<number>({ ask: 'cpu' });
  const changes = await change(SECONDS);
  const cpuMillis = (await backend.ask<number>({ ask: 'cpu' })) - cpuBefore;
  await delay(PATIENCE_MILLIS);
  stop();

  const latencies = changes.flatMap(({ at, entityRef }) => {
    const signal = heard.find(
      candidate => candidate.at >= at && candidate.entityRefs.has(entityRef),
    );
    return signal ? signal.at - at : [];
  });
  const lost = changes.length - latencies.length;
  const p95 = percentile(latencies, 0.95);
  return {
    title: `From a change in a cluster to the signal, ${PER_SECOND} changes a second`,
    columns: ['', 'p50', 'p95', 'p99', 'longest'],
    rows: [
      [
        'change to signal',
        ...[0.5, 0.95, 0.99, 1].map(share =>
          millis(percentile(latencies, share)),
        ),
      ],
    ],
    notes: [
      `${changes.length} changes in ${SECONDS} s, told by ${heard.length} signals`,
      `the portal used ${((cpuMillis / SECONDS / 1000) * 100).toFixed(
        0,
      )} % of a core`,
    ],
    goals: [
      { goal: `p95 of at most ${GOAL_MILLIS} ms`, met: p95 <= GOAL_MILLIS },
      { goal: 'no change without a signal', met: lost === 0 },
    ],
  };
}
