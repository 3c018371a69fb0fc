import { describeOnReal } from '../side/describeOnReal';
import { rolloutsPath, servicesPath } from './support/ContractRollout';
import { ContractTest } from './support/ContractTest';
import { serviceOf } from './support/manifests';
import { listOf, serviceSchema } from './support/schemas';
import { WatchReader } from './support/WatchReader';

jest.setTimeout(60_000);

const FUTURE = '999999999';

describe('a watch', () => {
  const contract = ContractTest.register();
  let services: string;

  beforeEach(async () => {
    services = servicesPath(await contract.newNamespace());
  });

  function create(name: string) {
    return contract.api.create(services, serviceOf(name, name));
  }

  it('from a forgotten version ends with one error [i1]', async () => {
    const rollouts = rolloutsPath('default');
    const watching = await contract.api.watch(rollouts, {
      resourceVersion: '1',
    });

    expect(watching.status).toBe(200);
    expect(await watching.next()).toEqual({
      type: 'ERROR',
      object: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: expect.stringMatching(/^too old resource version: 1 \(\d+\)$/),
        reason: 'Expired',
        code: 410,
      },
    });
    expect(await watching.next()).toBeUndefined();
  });

  it('from a version to come says nothing [i2]', async () => {
    const silent = await contract.api.watch(services, {
      resourceVersion: FUTURE,
    });
    const other = await contract.api.watch(services);
    const heard = jest.fn();
    silent.next().then(heard);

    await create('web');
    expect(await summaryOf(other)).toBe('ADDED web');
    await create('proxy');
    expect(await summaryOf(other)).toBe('ADDED proxy');

    expect(silent.status).toBe(200);
    expect(heard).not.toHaveBeenCalled();
    silent.close();
    other.close();
  });

  it('from what is no version is an error of the server [i3]', async () => {
    const url = `${services}?watch=true&resourceVersion=new`;
    const { status, body } = await contract.api.request('GET', url);

    expect(status).toBe(500);
    expect(body).toMatchObject({
      kind: 'Status',
      code: 500,
      message:
        'resourceVersion: Invalid value: "new": strconv.ParseUint: parsing "new": invalid syntax',
    });
  });

  it('has a bookmark shortly before its time is up, and ends cleanly [i7]', async () => {
    await create('web');
    const { metadata } = listOf(serviceSchema).parse(
      await contract.api.get(services),
    );
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1_000;
    const watching = await contract.api.watch(services, {
      allowWatchBookmarks: 'true',
      resourceVersion: metadata.resourceVersion,
      timeoutSeconds: '6',
    });
    // A real server has nothing to say while nothing has happened.
    await create('proxy');
    expect(await summaryOf(watching)).toBe('ADDED proxy');

    const bookmarks: unknown[] = [];
    let lastAt = 0;
    for await (const event of watching) {
      bookmarks.push(event);
      lastAt = seconds();
    }

    expect(seconds()).toBeGreaterThan(5.5);
    expect(lastAt).toBeGreaterThan(3);
    for (const bookmark of bookmarks) {
      expect(bookmark).toMatchObject({
        type: 'BOOKMARK',
        object: {
          kind: 'Service',
          metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
        },
      });
    }
  });

  it('selects by name and namespace only [i10]', async () => {
    const url = `${rolloutsPath('default')}?fieldSelector=`;
    const byName = await contract.api.request('GET', `${url}metadata.name%3Da`);
    const byPhase = await contract.api.request('GET', `${url}status.phase%3Da`);

    expect(byName.status).toBe(200);
    expect(byPhase).toMatchObject({
      status: 400,
      body: {
        code: 400,
        reason: 'BadRequest',
        message: expect.stringMatching(
          /field label not supported: status\.phase$/,
        ),
      },
    });
  });

  it('starts with what is there, and goes on with what changes [i11]', async () => {
    await create('web');
    const watching = await contract.api.watch(services);

    expect(await summaryOf(watching)).toBe('ADDED web');
    await contract.api.mergePatch(`${services}/web`, {
      metadata: { labels: { changed: 'yes' } },
    });
    expect(await summaryOf(watching)).toBe('MODIFIED web');
    await contract.api.expectSuccess('DELETE', `${services}/web`);
    expect(await summaryOf(watching)).toBe('DELETED web');
    watching.close();
  });

  it('goes on after a list, with nothing twice and nothing lost [i11]', async () => {
    await create('web');
    const { metadata, items } = listOf(serviceSchema).parse(
      await contract.api.get(services),
    );
    await create('proxy');

    const watching = await contract.api.watch(services, {
      resourceVersion: metadata.resourceVersion,
    });

    expect(items.map(item => item.metadata.name)).toEqual(['web']);
    expect(await summaryOf(watching)).toBe('ADDED proxy');
    watching.close();
  });
});

describeOnReal(
  'a list that is streamed',
  'the lab refuses it, so that clients list and then watch',
  () => {
    const contract = ContractTest.register();

    it('ends with a bookmark that says so [i9]', async () => {
      const services = servicesPath(await contract.newNamespace());
      await contract.api.create(services, serviceOf('web', 'web'));

      const watching = await contract.api.watch(services, {
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
        allowWatchBookmarks: 'true',
      });

      expect(await summaryOf(watching)).toBe('ADDED web');
      const bookmark = await watching.next();
      watching.close();
      expect(bookmark).toMatchObject({
        type: 'BOOKMARK',
        object: {
          metadata: {
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        },
      });
    });
  },
);

describeOnReal(
  'a list of a version to come',
  "the lab's lists are always the newest",
  () => {
    const contract = ContractTest.register();

    it('waits three seconds for it, and gives up [i6]', async () => {
      const url = `${servicesPath(
        'default',
      )}?resourceVersionMatch=NotOlderThan&resourceVersion=${FUTURE}`;
      const start = performance.now();

      const answer = await contract.api.request('GET', url);

      expect(performance.now() - start).toBeGreaterThan(2_500);
      expect(answer).toMatchObject({
        status: 504,
        body: {
          code: 504,
          reason: 'Timeout',
          details: { causes: [{ reason: 'ResourceVersionTooLarge' }] },
        },
      });
    });
  },
);

async function summaryOf(watching: WatchReader): Promise<string> {
  const event = await watching.next();
  return `${event?.type} ${event?.object.metadata.name}`;
}
