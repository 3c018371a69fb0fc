import { Page } from '@playwright/test';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { Agent, fetch as fetchWith } from 'undici';
import { openDelivery } from '../e2e-tests/support/delivery';
import { Product } from '../e2e-tests/support/Product';
import { test } from '../e2e-tests/support/test';
import { percentile, writeReport } from './lib/report';

const ROUNDS = 40;
const ROLLOUTS = '/apis/argoproj.io/v1alpha1/namespaces/ecommerce/rollouts';

/** Talks to one cluster of the product as its administrator. */
class Cluster {
  private readonly dispatcher: Agent;
  private readonly url: string;
  private readonly headers: Record<string, string>;

  constructor(product: Product, name: string) {
    const { kubernetes } = product.lab;
    this.url = `https://localhost:${kubernetes.clusters[name].port}`;
    this.headers = { Authorization: `Bearer ${kubernetes.tokens.admin}` };
    this.dispatcher = new Agent({
      connect: {
        ca: fs.readFileSync(path.join(product.dataDir, 'kubernetes/ca.crt')),
      },
    });
  }

  async setPaused(name: string, paused: boolean): Promise<void> {
    const response = await fetchWith(`${this.url}${ROLLOUTS}/${name}`, {
      method: 'PATCH',
      headers: {
        ...this.headers,
        'Content-Type': 'application/merge-patch+json',
      },
      body: JSON.stringify({ spec: { paused } }),
      dispatcher: this.dispatcher,
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
  }

  /** Calls back with each change of a Rollout, as `kubectl get -w` prints. */
  async watch(onLine: (line: string) => void): Promise<() => Promise<void>> {
    const abort = new AbortController();
    const { body } = await fetchWith(`${this.url}${ROLLOUTS}?watch=true`, {
      headers: this.headers,
      dispatcher: this.dispatcher,
      signal: abort.signal,
    });
    const reading = (async () => {
      let rest = '';
      const decoder = new TextDecoder();
      for await (const chunk of body ?? []) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(
          '\n',
        );
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      }
    })().catch(() => undefined);
    return async () => {
      abort.abort();
      await reading;
      await this.dispatcher.close();
    };
  }
}

/** Resolves with the time when the lane's name ends as expected. */
function laneShows(page: Page, expected: string): Promise<number> {
  return page.evaluate(
    ending =>
      new Promise<number>(resolve => {
        const observer = new MutationObserver(() => check());
        function check() {
          const lane = document.querySelector('[data-testid="lane-dev"]');
          if (lane?.getAttribute('aria-label')?.endsWith(ending)) {
            observer.disconnect();
            resolve(Date.now());
          }
        }
        observer.observe(document.body, {
          attributes: true,
          childList: true,
          subtree: true,
        });
        check();
      }),
    expected,
  );
}

test('from a change in the cluster to the screen, beside a watch of its own', async ({
  pageOf,
  product,
}) => {
  const page = await pageOf('Vera Ito');
  await openDelivery(page, 'storefront');
  const cluster = new Cluster(product, 'shop-dev');
  const phases = new EventEmitter();
  const stop = await cluster.watch(line => {
    const { object } = JSON.parse(line);
    if (object.metadata.name === 'storefront') {
      phases.emit(object.status?.phase === 'Paused' ? 'held' : 'live');
    }
  });

  const screen: number[] = [];
  const watch: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const state = round % 2 === 0 ? 'held' : 'live';
    const watched = once(phases, state).then(() => Date.now());
    const shown = laneShows(page, `, ${state}`);
    const startedAt = Date.now();
    await cluster.setPaused('storefront', state === 'held');
    watch.push((await watched) - startedAt);
    screen.push((await shown) - startedAt);
  }
  await stop();

  const row = (name: string, values: number[]) => [
    name,
    `${percentile(values, 0.5)} ms`,
    `${percentile(values, 0.95)} ms`,
  ];
  const ratio = percentile(screen, 0.95) / percentile(watch, 0.95);
  writeReport([
    {
      title: 'From a change in the cluster to the screen',
      columns: ['', 'p50', 'p95'],
      rows: [
        row('a watch, as of kubectl get -w', watch),
        row('the Delivery tab', screen),
      ],
      notes: [
        `${ROUNDS} changes; p95 of the tab is ${ratio.toFixed(1)} times that ` +
          'of the watch',
      ],
    },
  ]);
});
