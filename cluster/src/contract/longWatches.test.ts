import { setTimeout as wait } from 'timers/promises';
import { describeOnReal } from '../side/describeOnReal';
import { servicesPath } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { ApiAnswer } from './support/KubernetesApi';
import { serviceOf } from './support/manifests';
import { listOf, serviceSchema } from './support/schemas';

const CHANGE_MILLIS = 10_000;
/** Two intervals of the compaction, and a little more. */
const COMPACTION_LIMIT_MILLIS = 150_000;

jest.setTimeout(COMPACTION_LIMIT_MILLIS + 60_000);

describeOnReal(
  'a watch of more than a minute',
  'a minute is too long for a stand-in, whose bookmarks have their own test',
  () => {
    const contract = ContractTest.register();

    it('has a bookmark every 60 seconds [i8]', async () => {
      const services = servicesPath(await contract.newNamespace());
      const start = performance.now();
      const watching = await contract.api.watch(services, {
        allowWatchBookmarks: 'true',
      });

      const stop = new AbortController();
      const changing = changeUntil(stop.signal, name =>
        contract.api.create(services, serviceOf(name, 'web')),
      );
      const bookmarks: number[] = [];
      for await (const { type } of watching) {
        const seconds = (performance.now() - start) / 1_000;
        if (type === 'BOOKMARK') {
          bookmarks.push(seconds);
        }
        if (seconds > 75) {
          break;
        }
      }
      stop.abort();
      await changing;
      watching.close();

      // Another may come soon after the start.
      expect(bookmarks.length).toBeLessThanOrEqual(3);
      expect(bookmarks.filter(seconds => seconds > 50)).not.toEqual([]);
    });
  },
);

describeOnReal(
  'a version that was compacted',
  'the lab keeps no old versions, and its lists are always the newest',
  () => {
    const contract = ContractTest.register();

    it('can neither be listed nor be gone on with [i4] [i5]', async () => {
      const services = servicesPath(await contract.newNamespace());
      for (const name of ['proxy', 'web']) {
        await contract.api.create(services, serviceOf(name, name));
      }
      const page = listOf(serviceSchema).parse(
        await contract.api.get(`${services}?limit=1`),
      );
      const { resourceVersion, continue: token } = page.metadata;
      const exactly = `${services}?resourceVersionMatch=Exact&resourceVersion=${resourceVersion}`;
      expect(token).toBeDefined();
      await contract.api.expectSuccess('DELETE', `${services}/web`);

      const before = await contract.api.request('GET', exactly);
      const after = await untilRefused(() =>
        contract.api.request('GET', exactly),
      );
      const next = await contract.api.request(
        'GET',
        `${services}?limit=1&continue=${encodeURIComponent(token ?? '')}`,
      );

      expect(before.status).toBe(200);
      expect(before.body).toHaveProperty('items.length', 2);
      expect(after).toMatchObject({
        status: 410,
        body: {
          code: 410,
          reason: 'Expired',
          message: expect.stringMatching(
            /^The resourceVersion for the provided list is too old/,
          ),
        },
      });
      expect(next).toMatchObject({
        status: 410,
        body: { code: 410, metadata: { continue: expect.any(String) } },
      });
    });
  },
);

/** A real server has nothing to say while nothing happens. */
async function changeUntil(
  signal: AbortSignal,
  change: (name: string) => Promise<unknown>,
): Promise<void> {
  for (let count = 1; !signal.aborted; count += 1) {
    await change(`web-${count}`);
    await wait(CHANGE_MILLIS, undefined, { signal }).catch(() => {});
  }
}

/** Nothing tells of a compaction: it has to be asked for. */
async function untilRefused(ask: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  const end = Date.now() + COMPACTION_LIMIT_MILLIS;
  for (;;) {
    const answer = await ask();
    if (answer.status !== 200 || Date.now() > end) {
      return answer;
    }
    await wait(2_000);
  }
}
