import { mockServices } from '@backstage/backend-test-utils';
import { ServiceObject } from '@shop-portal/plugin-shop-rollouts-common';
import { http, HttpResponse, JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { eventually } from '../__testUtils__/eventually';
import { KubernetesReader } from './KubernetesReader';
import { ResourceWatch } from './ResourceWatch';
import { SERVICES } from './watchedResources';

const URL = 'https://cluster.example.com';

function service(name: string, changes: object = {}) {
  return {
    metadata: { name, namespace: 'ecommerce', uid: `uid-${name}`, ...changes },
    spec: { selector: { app: name } },
  };
}

/** A watch on which nothing happens. */
function hang(): Response {
  return new HttpResponse(new ReadableStream({ start: () => undefined }));
}

describe('ResourceWatch', () => {
  const worker = setupServer();
  let stopping: AbortController;
  let running: Promise<void>;

  beforeAll(() => worker.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    stopping = new AbortController();
  });
  afterEach(async () => {
    stopping.abort();
    await running;
    worker.resetHandlers();
  });
  afterAll(() => worker.close());

  /** Starts a watch whose upstream gives these answers, one after another. */
  function start(answers: Array<(query: Record<string, string>) => Response>) {
    const queries: Array<Record<string, string>> = [];
    const heard: string[] = [];
    const names = new Set<string>();
    worker.use(
      http.get(`${URL}/api/v1/services`, ({ request }) => {
        const query = Object.fromEntries(
          new globalThis.URL(request.url).searchParams,
        );
        queries.push(query);
        const answer = answers[queries.length - 1];
        return answer ? answer(query) : hang();
      }),
    );
    const nameOf = ({ metadata }: ServiceObject) => metadata.name;
    const watch = new ResourceWatch({
      reader: KubernetesReader.create({
        name: 'shop-prod',
        url: URL,
        readerToken: 'reading',
      }),
      resource: SERVICES,
      sink: {
        replace: objects => {
          names.clear();
          objects.forEach(object => names.add(nameOf(object)));
          heard.push(`list ${objects.map(nameOf).join(',')}`);
        },
        upsert: object => {
          names.add(nameOf(object));
          heard.push(`upsert ${nameOf(object)}`);
        },
        remove: object => {
          names.delete(nameOf(object));
          heard.push(`remove ${nameOf(object)}`);
        },
        heard: () => undefined,
        lost: () => heard.push('lost'),
      },
      logger: mockServices.logger.mock(),
      backoff: { initialMillis: 5, maxMillis: 20 },
      watchSeconds: 240,
    });
    running = watch.run(stopping.signal);
    return { queries, heard, names };
  }

  const page =
    (resourceVersion: string, items: unknown[], token?: string) => () =>
      HttpResponse.json({
        metadata: { resourceVersion, ...(token && { continue: token }) },
        items: JSON.parse(JSON.stringify(items)),
      });
  const lines =
    (...events: JsonBodyType[]) =>
    () =>
      new HttpResponse(
        events.map(event => `${JSON.stringify(event)}\n`).join(''),
      );
  const expired = {
    kind: 'Status',
    code: 410,
    reason: 'Expired',
    message: 'too old resource version',
  };

  it('lists page by page and then watches from there, with bookmarks', async () => {
    const { queries, heard } = start([
      page('10', [service('a')], 'next'),
      page('10', [service('b')]),
      lines(
        { type: 'MODIFIED', object: service('a') },
        { type: 'DELETED', object: service('b') },
      ),
    ]);

    await eventually(() => expect(heard).toHaveLength(3));
    expect(heard).toEqual(['list a,b', 'upsert a', 'remove b']);
    expect(queries.slice(0, 3)).toEqual([
      { limit: '500' },
      { limit: '500', continue: 'next' },
      {
        watch: 'true',
        allowWatchBookmarks: 'true',
        resourceVersion: '10',
        timeoutSeconds: '240',
      },
    ]);
  });

  it('goes on where it was when the server ends the watch', async () => {
    const { queries, heard } = start([
      page('10', []),
      lines({
        type: 'ADDED',
        object: service('a', { resourceVersion: '11' }),
      }),
      lines({
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: '20' } },
      }),
      hang,
    ]);

    await eventually(() => expect(queries).toHaveLength(4));
    expect(queries[2].resourceVersion).toBe('11');
    expect(queries[3].resourceVersion).toBe('20');
    expect(heard).toEqual(['list ', 'upsert a']);
  });

  it.each([
    ['as an event', lines({ type: 'ERROR', object: expired })],
    ['as a status', () => HttpResponse.json(expired, { status: 410 })],
  ])('lists again when its version is too old, told %s', async (_how, gone) => {
    const { heard, names } = start([
      page('10', [service('a')]),
      gone,
      page('30', [service('b')]),
    ]);

    await eventually(() => expect(heard).toEqual(['list a', 'list b']));
    expect([...names]).toEqual(['b']);
  });

  it('starts the list over when a page has expired', async () => {
    const { heard } = start([
      page('10', [service('a')], 'old'),
      () => HttpResponse.json(expired, { status: 410 }),
      page('30', [service('a'), service('b')]),
    ]);

    await eventually(() => expect(heard).toEqual(['list a,b']));
  });

  it.each([
    ['cannot be reached', () => HttpResponse.error()],
    ['fails', () => HttpResponse.json({ message: 'no' }, { status: 500 })],
    ['does not let it in', () => HttpResponse.json({}, { status: 401 })],
    ['lies', () => new HttpResponse('<html>Sign in</html>')],
    ['sends half an answer', () => HttpResponse.json({ items: [] })],
  ])('says so and tries again when the server %s', async (_what, answer) => {
    const { heard } = start([answer, page('10', [service('a')])]);

    await eventually(() => expect(heard).toEqual(['lost', 'list a']));
  });

  it('keeps what it knows when a watch breaks in the middle of a line', async () => {
    const { heard, names } = start([
      page('10', [service('a')]),
      () => new HttpResponse('{"type":"ADDED","obj'),
      hang,
    ]);

    await eventually(() => expect(heard).toEqual(['list a', 'lost']));
    expect([...names]).toEqual(['a']);
  });

  it('skips an object that it cannot read', async () => {
    const { heard } = start([
      page('10', [{ metadata: { name: 7 } }, service('a')]),
    ]);

    await eventually(() => expect(heard).toEqual(['list a']));
  });
});
