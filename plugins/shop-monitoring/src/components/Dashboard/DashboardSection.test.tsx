import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Panel, PanelData } from '@shop-portal/plugin-shop-monitoring-common';
import {
  dashboardAnswer,
  display,
  errorDisplay,
  panel,
  panelData,
  prod,
  series,
  source,
  value,
} from '../../__testUtils__/answers';
import { layOut } from '../../__testUtils__/layout';
import { renderTab } from '../../__testUtils__/renderMonitoring';
import { ChartCanvasProps } from '../chart/ChartCanvas';

// jsdom has no canvas: what matters is what is handed to it.
const drawn = jest.fn<void, [ChartCanvasProps['data']]>();
jest.mock('../chart/ChartCanvas', () => ({
  ChartCanvas: (props: ChartCanvasProps) => {
    drawn(props.data);
    return <div role="img" aria-label={props.summary} />;
  },
}));

function renderPanels(panels: Panel[], data: Partial<PanelData> = {}) {
  return renderTab({
    answers: {
      getDashboard: async () => dashboardAnswer(panels),
      getPanelData: async (_, __, panelId) => panelData(panelId, data),
    },
  });
}

describe('DashboardSection', () => {
  beforeEach(() => {
    layOut();
    drawn.mockClear();
  });

  it('draws a time series with limit and releases, and says it in a sentence', async () => {
    renderPanels(
      [panel(1, 'timeseries', { title: 'Errors', display: errorDisplay })],
      { series: [series()] },
    );
    expect(
      await screen.findByRole('img', {
        name: 'Errors, last hour: now 4.2 %, lowest 0.3 %, highest 4.6 %, limit 1.0 %.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('limit 1.0 %')).toBeVisible();
    await waitFor(() =>
      expect(drawn.mock.lastCall?.[0].marks).toEqual([
        expect.objectContaining({
          kind: 'live',
          at: Date.parse('2026-11-22T14:28:10Z'),
        }),
      ]),
    );
    const [data] = drawn.mock.lastCall!;
    expect(data.limits).toEqual([{ value: 1, tone: 'negative' }]);
    expect(data.bands[0].from).toBe(Date.parse('2026-11-22T14:35:00Z'));
  });

  it('says the largest of many lines first', async () => {
    const lines = [0.1, 0.2, 0.3, 22].map((last, index) =>
      series({
        id: String(index),
        name: `line ${index}`,
        values: [null, null, last],
      }),
    );
    renderPanels([panel(1, 'timeseries', { title: 'Errors' })], {
      series: lines,
    });
    expect(
      await screen.findByRole('img', {
        name: /^Errors, last hour: line 3 now 22.*; line 2 .*; line 1 .*, 1 more in the table\.$/,
      }),
    ).toBeInTheDocument();
  });

  it('draws each line as its panel says, and the legend with its numbers', async () => {
    const draw = {
      ...errorDisplay.draw,
      style: 'bars' as const,
      fillOpacity: 30,
    };
    renderPanels(
      [
        panel(1, 'timeseries', {
          legend: {
            show: true,
            mode: 'list',
            placement: 'bottom',
            calcs: ['mean', 'max'],
          },
        }),
      ],
      {
        series: [
          series({ display: { ...errorDisplay, draw }, legend: [3, 4.6] }),
          series({ id: 'B', display: { ...errorDisplay, hidden: true } }),
        ],
      },
    );
    expect(await screen.findByText('mean 3.0 % · highest 4.6 %')).toBeVisible();
    await waitFor(() => expect(drawn).toHaveBeenCalled());
    expect(drawn.mock.lastCall?.[0].series).toEqual([
      expect.objectContaining({ id: 'A/0', draw }),
    ]);
  });

  it('shows the numbers of a chart as a table', async () => {
    renderPanels(
      [panel(1, 'timeseries', { title: 'Errors', display: errorDisplay })],
      { series: [series()] },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show as table: Errors' }),
    );
    const table = screen.getByRole('region', { name: 'Errors, as table' });
    const cells = within(table)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(cells).toEqual(['4.2 %', '4.6 %', '0.3 %']);
  });

  it('draws eight lines, and the rest when asked to', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      series({ id: String(index), name: `line ${index}` }),
    );
    renderPanels([panel(1, 'timeseries')], { series: many, seriesLeftOut: 3 });
    expect(
      await screen.findByText('3 more series are not read.'),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: '4 more · show' }),
    );
    expect(drawn.mock.lastCall?.[0].series).toHaveLength(12);
  });

  it('draws a stat with the limit that it reached in words', async () => {
    renderPanels([panel(1, 'stat')], { values: [value()] });
    expect(await screen.findByText('4.2 %')).toBeVisible();
    expect(screen.getByText('1.0 % or more')).toBeVisible();
  });

  it('draws a gauge that says where on its scale the value lies', async () => {
    renderPanels([panel(1, 'gauge')], {
      values: [
        value({
          name: 'CPU',
          value: 0.4,
          display: { ...errorDisplay, min: 0, max: 100 },
        }),
      ],
    });
    expect(
      await screen.findByRole('img', {
        name: 'CPU: 0.4 % of 0.0 % to 100.0 %',
      }),
    ).toBeVisible();
    expect(screen.getByText('below 1.0 %')).toBeVisible();
  });

  it('draws a bar gauge with a name and a number for each bar', async () => {
    renderPanels([panel(1, 'bargauge')], {
      values: [
        value({ id: 'a', name: 'stable', value: 1, display: display() }),
        value({ id: 'b', name: 'canary', value: null, display: display() }),
      ],
    });
    expect(await screen.findByText('stable')).toBeVisible();
    expect(screen.getByText('canary').closest('div')).toHaveTextContent(
      'canaryNo data',
    );
  });

  it('draws a table with units and mappings, without hidden columns', async () => {
    renderPanels([panel(1, 'table', { title: 'Pods' })], {
      table: {
        columns: [
          { name: 'Pod', type: 'string', display: display() },
          {
            name: 'Secret',
            type: 'string',
            display: display({ hidden: true }),
          },
          {
            name: 'Up',
            type: 'number',
            display: display({
              mappings: [
                { type: 'value', value: '1', result: { text: 'yes' } },
              ],
            }),
          },
          {
            name: 'CPU',
            type: 'number',
            display: display({ unit: 'percent' }),
          },
        ],
        rows: [['storefront-1', 'hidden', 1, 12.5]],
        leftOut: 4,
      },
    });
    const table = await screen.findByRole('region', { name: 'Pods, as table' });
    expect(
      within(table).getByRole('row', { name: 'storefront-1 yes 12.5 %' }),
    ).toBeVisible();
    expect(within(table).queryByText('hidden')).not.toBeInTheDocument();
    expect(screen.getByText('and 4 more rows')).toBeVisible();
  });

  it('draws text without anything that runs', async () => {
    renderPanels([
      panel(1, 'text', {
        text: {
          mode: 'markdown',
          content:
            '**Look** here <img src=x onerror=alert(1)><script>alert(1)</script>',
        },
      }),
    ]);
    expect(await screen.findByText('Look')).toBeVisible();
    expect(document.querySelector('[onerror], script')).toBeNull();
  });

  it('says what it does not draw, and where to see it', async () => {
    renderPanels([panel(1, 'unsupported', { type: 'geomap', title: 'Map' })]);
    expect(
      await screen.findByText('This panel type (geomap) is not drawn here.'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^Open in Grafana/ }),
    ).toHaveAttribute('href', 'https://grafana.example/d/svc?viewPanel=1');
  });

  it('shows failed queries beside what was drawn, and that nothing is there', async () => {
    renderPanels([panel(1, 'stat')], {
      errors: [{ refId: 'B', message: 'Query B: parse error' }],
    });
    expect(await screen.findByText('Query B: parse error')).toBeVisible();
    expect(screen.getByText('No data in this range.')).toBeVisible();
  });

  it('folds rows, and keeps what lies in them', async () => {
    renderPanels(
      [
        panel(1, 'row', { title: 'More', collapsed: true }),
        panel(2, 'stat', { rowId: 1 }),
      ],
      { values: [value()] },
    );
    const row = await screen.findByRole('button', { name: 'More' });
    expect(row).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(row);
    expect(await screen.findByText('4.2 %')).toBeVisible();
  });

  it('asks for panels with the chosen values, never for what the entity sets', async () => {
    const api = renderTab({
      search: '?var-quantile=0.99',
      answers: {
        getDashboard: jest.fn(async (_, __, chosen) =>
          dashboardAnswer([panel(1, 'stat')], {
            variables: [
              {
                name: 'quantile',
                label: 'Quantile',
                type: 'custom',
                multi: false,
                hidden: false,
                bound: false,
                options: [
                  { value: '0.95', text: 'p95' },
                  { value: '0.99', text: 'p99' },
                ],
                current: chosen.quantile ?? ['0.95'],
              },
              {
                name: 'service',
                label: 'Service',
                type: 'query',
                multi: false,
                hidden: false,
                bound: true,
                options: [],
                current: ['storefront'],
              },
            ],
          }),
        ),
      },
    });
    await waitFor(() =>
      expect(api.getPanelData).toHaveBeenLastCalledWith(
        expect.anything(),
        'svc',
        1,
        expect.objectContaining({ variables: { quantile: ['0.99'] } }),
        expect.anything(),
      ),
    );
    expect(
      screen.queryByRole('button', { name: /Service/ }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: /Quantile/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'p95' }));
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      '?var-quantile=0.95',
    );
  });

  it('shows an overview first, whatever its title', async () => {
    const item = (uid: string, tags: string[]) => ({
      instance: 'main',
      uid,
      title: uid,
      tags,
      link: 'https://grafana.example/d/x',
    });
    const api = renderTab({
      answers: {
        getDashboards: async () => ({
          environment: prod,
          sources: [source('grafana')],
          items: [item('a-nodes', []), item('z-service', ['overview'])],
        }),
      },
    });
    await waitFor(() =>
      expect(api.getDashboard).toHaveBeenCalledWith(
        expect.anything(),
        'z-service',
        {},
        expect.anything(),
      ),
    );
    expect(api.getDashboard).toHaveBeenCalledTimes(1);
  });

  it('forgets the values of one dashboard on another', async () => {
    const item = (uid: string, title: string) => ({
      instance: 'main',
      uid,
      title,
      tags: [],
      link: 'https://grafana.example/d/x',
    });
    renderTab({
      search: '?env=prod&var-quantile=0.99',
      answers: {
        getDashboards: async () => ({
          environment: prod,
          sources: [source('grafana')],
          items: [item('svc', 'Service overview'), item('nodes', 'Nodes')],
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /Dashboard/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Nodes' }));
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      '?env=prod&dashboard=nodes',
    );
  });
});
