import { execFile } from 'child_process';
import { promisify } from 'util';
import { createMockDirectory } from '@backstage/backend-test-utils';
import {
  dashboardAnswerSchema,
  PanelData,
  panelDataSchema,
} from '@shop-portal/plugin-shop-monitoring-common';
import { describeOnReal } from '@shop-portal/cluster';
import { stringify } from 'yaml';
import { askPrometheus } from './__testUtils__/askPrometheus';
import { contractProgram } from './__testUtils__/contractProgram';
import { closeNumbers } from './__testUtils__/closeNumbers';
import { eventually } from './__testUtils__/eventually';
import { MonitoringSide } from './__testUtils__/MonitoringSide';
import { QUERIES } from './__testUtils__/queries';
import {
  GeneratedMonitors,
  renderMonitors,
} from './__testUtils__/renderMonitors';
import { readShippedRules } from './__testUtils__/shippedRules';

jest.setTimeout(60_000);
expect.addEqualityTesters([closeNumbers]);

const DASHBOARDS = ['service-overview', 'ingress-and-probes', 'nodes'];
const PANEL_WIDTH = 600;

const directory = createMockDirectory();
let monitors: GeneratedMonitors;
let side: MonitoringSide;

beforeAll(async () => {
  monitors = await renderMonitors();
  side = await MonitoringSide.open(monitors);
});

afterAll(async () => {
  await side?.close();
});

/** Nothing ended so short before that a Prometheus would still show it. */
function quietRange() {
  return { start: side.history.to - 300, end: side.history.to - 30 };
}

/** All panels of a dashboard for an entity, as the portal draws them. */
async function readPanels(
  urls: MonitoringSide['urls'],
  entity: string,
  uid: string,
): Promise<Array<PanelData & { title: string }>> {
  const portal = await side.openPortal(urls);
  try {
    const path = `${entity}/dashboards/${uid}`;
    const { body } = await portal.get(path);
    const { dashboard } = dashboardAnswerSchema.parse(body);
    const panels = (dashboard?.panels ?? []).filter(
      ({ kind }) => !['row', 'text', 'unsupported'].includes(kind),
    );
    const { start, end } = quietRange();
    return await Promise.all(
      panels.map(async ({ id, title }) => {
        const answer = await portal.post(`${path}/panels/${id}/data`, {
          from: start * 1000,
          to: end * 1000,
          width: PANEL_WIDTH,
        });
        expect(answer.status).toBe(200);
        return { title, ...panelDataSchema.parse(answer.body) };
      }),
    );
  } finally {
    await portal.stop();
  }
}

const hasData = ({ series, values, table }: PanelData) =>
  series.length + values.length + (table?.rows.length ?? 0) > 0;

describe.each(DASHBOARDS)('The dashboard %s', uid => {
  it.each(['storefront', 'reviews'])(
    'is drawn for %s without an error',
    async entity => {
      const panels = await readPanels(side.urls, entity, uid);
      expect(panels.map(({ title, errors }) => [title, errors])).toEqual(
        panels.map(({ title }) => [title, []]),
      );
      // A service that does not answer has no pods, one without a probe none.
      expect(panels.filter(hasData).length).toBeGreaterThan(0);
    },
  );
});

it('finds the values of a label', async () => {
  const { data } = await side.read<{ data: string[] }>(
    'prometheus',
    `/api/v1/label/service/values?match[]=kube_pod_container_resource_requests`,
  );
  expect(data).toEqual([
    'advertisements',
    'discounts',
    'reviews',
    'storefront',
  ]);
});

it('knows what runs now, and forgets what has ended', async () => {
  const query = 'count(up{job="pods",service="reviews"})';
  const readCount = async () =>
    (
      await side.read<{ data: { result: unknown[] } }>(
        'prometheus',
        `/api/v1/query?query=${encodeURIComponent(query)}`,
      )
    ).data.result.length;
  expect(await readCount()).toBe(0);
  side.answer(true);
  await eventually(readCount, count => count === 1);
  side.answer(false);
  expect(await eventually(readCount, count => count === 0)).toBe(0);
});

it.each([
  ['a query that is none', 'query?query=sum(', 400, 'bad_data'],
  ['no query', 'query', 400, 'bad_data'],
  ['a time that is none', 'query?query=up&time=soon', 400, 'bad_data'],
  [
    'many series for many',
    'query?query=up%20%2B%20on%20(cluster)%20up',
    422,
    'execution',
  ],
  [
    'an end before the start',
    'query_range?query=up&start=20&end=10&step=1',
    400,
    'bad_data',
  ],
  [
    'a step of nothing',
    'query_range?query=up&start=10&end=20&step=0',
    400,
    'bad_data',
  ],
  [
    'more than 11,000 steps',
    'query_range?query=up&start=0&end=11001&step=1',
    400,
    'bad_data',
  ],
  ['a range without a start', 'query_range?query=up&step=1', 400, 'bad_data'],
  ['series of everything', 'series', 400, 'bad_data'],
  ['another type of rules', 'rules?type=other', 400, 'bad_data'],
])('refuses %s', async (_what, path, status, errorType) => {
  const response = await fetch(`${side.urls.prometheus}/api/v1/${path}`);
  expect({ status: response.status, ...(await response.json()) }).toEqual({
    status: 'error',
    errorType,
    error: expect.any(String),
  });
  expect(response.status).toBe(status);
});

it('gives as many as 11,001 points', async () => {
  const { result } = await askPrometheus(side.urls.prometheus, 'query_range', {
    query: 'vector(1)',
    start: 0,
    end: 11_000,
    step: 1,
  });
  expect(result).toMatchObject([{ points: { length: 11_001 } }]);
});

it.each([
  ['rules', 'POST', 405],
  ['label/service/values', 'POST', 405],
  ['nosuchroute', 'GET', 404],
])('does not know %s by %s', async (path, method, status) => {
  const url = `${side.urls.prometheus}/api/v1/${path}`;
  const response = await fetch(url, { method });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
});

describeOnReal(
  'The real Prometheus and the lab',
  'there is nothing to compare',
  () => {
    const rules = readShippedRules()
      .flatMap(({ groups }) => groups)
      .flatMap(group => group.rules)
      .map(({ expr }) => expr);

    /** At a scrape and between two, at once and over a range. */
    async function answersOf(url: string, query: string) {
      const { start, end } = quietRange();
      return await Promise.all([
        askPrometheus(url, 'query', { query, time: end }),
        askPrometheus(url, 'query', { query, time: end + 2.5 }),
        askPrometheus(url, 'query_range', { query, start, end, step: 15 }),
        askPrometheus(url, 'query_range', {
          query,
          start: start + 3,
          end,
          step: 7,
        }),
      ]);
    }

    it.each(
      Object.entries({ ...QUERIES, 'the rules that are shipped': rules }),
    )('agree on %s', async (_what, queries) => {
      for (const query of queries) {
        expect([
          query,
          await answersOf(side.labUrls.prometheus, query),
        ]).toEqual([query, await answersOf(side.urls.prometheus, query)]);
      }
    });

    it('take every rule that is generated or shipped', async () => {
      const { file, env } = contractProgram('promtool');
      const groups = [
        ...monitors.groups,
        ...readShippedRules().flatMap(each => each.groups),
      ];
      directory.setContent({ 'rules.yml': stringify({ groups }) });
      const { stdout } = await promisify(execFile)(
        file,
        ['check', 'rules', directory.resolve('rules.yml')],
        { env },
      );
      const count = groups.flatMap(group => group.rules).length;
      expect(stdout).toContain(`SUCCESS: ${count} rules found`);
    });

    it.each(
      DASHBOARDS.flatMap(uid =>
        ['storefront', 'reviews'].map(entity => [uid, entity]),
      ),
    )('draw %s of %s alike', async (uid, entity) => {
      const drawn = async (urls: MonitoringSide['urls']) =>
        (await readPanels(urls, entity, uid)).map(
          ({ source, values, table, ...panel }) => ({
            ...panel,
            // What one moment gives has no order.
            values: [...values].sort((a, b) => (a.name < b.name ? -1 : 1)),
            table: table && {
              ...table,
              rows: table.rows.map(row => JSON.stringify(row)).sort(),
            },
          }),
        );
      expect(await drawn(side.labUrls)).toEqual(await drawn(side.urls));
    });
  },
);
