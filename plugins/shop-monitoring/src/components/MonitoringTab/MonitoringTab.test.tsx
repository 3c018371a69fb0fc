import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import {
  MonitorsAnswer,
  SourceReason,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import {
  alertsAnswer,
  dev,
  healthAnswer,
  monitor,
  monitorsAnswer,
  NOW,
  probesAnswer,
  prod,
  source,
} from '../../__testUtils__/answers';
import { layOut } from '../../__testUtils__/layout';
import { renderTab } from '../../__testUtils__/renderMonitoring';

jest.mock('../chart/ChartCanvas', () => ({ ChartCanvas: () => null }));

async function refusal(status: number, message: string): Promise<Error> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'NotAllowedError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ),
  );
}

function address(): string | null {
  return screen.getByLabelText('Address').textContent;
}

describe('MonitoringTab', () => {
  beforeEach(() => {
    layOut();
    jest.useFakeTimers({ now: new Date(NOW), advanceTimers: true });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('opens with the one line, and shows what alerts, what is up and what was released', async () => {
    renderTab();
    expect(
      await screen.findByText(
        /^Not well: 2 monitors alert since \d\d:35, 7 min after release 9f31c02\.$/,
      ),
    ).toBeVisible();
    expect(await screen.findByText('High error rate')).toBeVisible();
    expect(screen.getByText('limit 1 · warns at 0.5')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Open in Datadog/ }),
    ).toHaveAttribute('href', 'https://datadog.example/monitors/7');
    expect(await screen.findByText('ServiceErrors')).toBeVisible();
    expect(
      await screen.findByText(
        'status 200 · answers in 310 ms · certificate ends in 30 days',
      ),
    ).toBeVisible();
    const marks = await screen.findByRole('region', { name: 'Marks' });
    expect(
      await within(marks).findByText(
        /9f31c02 live .* · was 826a72c4 · Olga Petrova/,
      ),
    ).toBeVisible();
  });

  it('asks everything for the environment and the range of the address', async () => {
    const api = renderTab({
      search: '?env=dev&range=6h',
      answers: {
        getHealth: async () => healthAnswer({ environment: dev }),
      },
    });
    await screen.findByText('High error rate');
    const entity = {
      entityRef: 'component:default/storefront',
      environment: 'dev',
    };
    expect(api.getMonitors).toHaveBeenCalledWith(entity, expect.anything());
    expect(api.getMarks).toHaveBeenCalledWith(
      entity,
      { from: Date.parse(NOW) - 6 * 3_600_000, to: Date.parse(NOW) },
      expect.anything(),
    );
  });

  it('keeps the chosen environment and range in the address', async () => {
    renderTab({ search: '?dashboard=svc' });
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    await user.click(
      await screen.findByRole('button', { name: /Environment/ }),
    );
    await user.click(await screen.findByRole('option', { name: 'dev' }));
    await user.click(screen.getByRole('button', { name: /Time range/ }));
    await user.click(await screen.findByRole('option', { name: 'Last 24 h' }));
    expect(address()).toBe('?dashboard=svc&env=dev&range=24h');
  });

  it('shows nothing of the former environment under the name of the new one', async () => {
    let answerOfDev = (_: MonitorsAnswer) => {};
    renderTab({
      answers: {
        getHealth: async ({ environment }) =>
          healthAnswer({ environment: environment === 'dev' ? dev : prod }),
        getMonitors: ({ environment }) =>
          environment === 'dev'
            ? new Promise<MonitorsAnswer>(resolve => {
                answerOfDev = resolve;
              })
            : Promise.resolve(monitorsAnswer()),
      },
    });
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    expect(await screen.findByText('High error rate')).toBeVisible();

    await user.click(screen.getByRole('button', { name: /Environment/ }));
    await user.click(await screen.findByRole('option', { name: 'dev' }));
    await screen.findByRole('button', { name: /dev.*Environment/ });
    expect(screen.queryByText('High error rate')).not.toBeInTheDocument();

    answerOfDev(monitorsAnswer([monitor({ name: 'Slow answers' })]));
    expect(await screen.findByText('Slow answers')).toBeVisible();
  });

  it('says when it is well, and that nothing is there', async () => {
    renderTab({
      answers: {
        getHealth: async () => healthAnswer({ verdict: 'well' }),
        getMonitors: async () => monitorsAnswer([]),
        getAlerts: async () =>
          alertsAnswer({
            items: [],
            rules: [
              {
                instance: 'main',
                name: 'Broken',
                state: 'error',
                query: 'x',
                forSeconds: 0,
                problem: 'parse error',
              },
            ],
          }),
        getProbes: async () => probesAnswer({ items: [] }),
      },
    });
    expect(
      await screen.findByText(
        'Well: nothing fires. 6 monitors, 3 alerts, 2 probes.',
      ),
    ).toBeVisible();
    expect(
      await screen.findByText('No monitor of Datadog names this service.'),
    ).toBeVisible();
    expect(await screen.findByText('Nothing fires.')).toBeVisible();
    expect(screen.getByText('1 rule watches this service.')).toBeVisible();
    expect(
      screen.getByText('Broken cannot be evaluated: parse error'),
    ).toBeVisible();
    expect(
      await screen.findByText('No probe looks at this service.'),
    ).toBeVisible();
  });

  it('tells who muted a monitor until when, and shows silences', async () => {
    renderTab({
      answers: {
        getMonitors: async () =>
          monitorsAnswer([
            monitor({
              muted: { by: 'Sam Roy', until: NOW, reason: 'load test' },
              groups: [],
            }),
          ]),
        getAlerts: async () =>
          alertsAnswer({
            silences: [
              {
                id: 's1',
                instance: 'main',
                by: 'sam',
                comment: 'known',
                startsAt: NOW,
                endsAt: NOW,
                matchers: ['service="storefront"'],
                link: 'https://alertmanager.example/',
              },
            ],
          }),
      },
    });
    expect(await screen.findByText('Muted · Alerts')).toBeVisible();
    expect(
      screen.getByText(/^Muted until .* By Sam Roy\. "load test"$/),
    ).toBeVisible();
    expect(
      await screen.findByText(/^Silenced until .* by sam: "known"$/),
    ).toBeVisible();
    expect(screen.getByText('service="storefront"')).toBeVisible();
  });

  it.each<[string, Partial<SourceState>, RegExp]>([
    ['timeout', { timeoutSeconds: 5 }, /^Datadog did not answer in 5 s\./],
    ['unauthorized', {}, /^The portal's key for Datadog is not valid\. Tell a/],
    ['forbidden', {}, /^The portal's key for Datadog may not read this\./],
    ['rateLimited', { retryAt: NOW }, /^Datadog asks us to wait until/],
    ['serverError', {}, /^Datadog has a problem of its own\./],
    ['badAnswer', {}, /^Datadog gave an answer that the portal cannot read\./],
    ['unreachable', {}, /^Datadog cannot be reached\./],
  ])(
    'with Datadog %s shows the rest and says what to do',
    async (reason, more, text) => {
      renderTab({
        answers: {
          getMonitors: async () =>
            monitorsAnswer([], {
              status: 'failed',
              reason: reason as SourceReason,
              ...more,
            }),
        },
      });
      expect(await screen.findByText(text)).toBeVisible();
      expect(await screen.findByText('ServiceErrors')).toBeVisible();
      expect(
        screen.queryByText('No monitor of Datadog names this service.'),
      ).not.toBeInTheDocument();
    },
  );

  it('reads a failed source again when asked to', async () => {
    let isDown = true;
    renderTab({
      answers: {
        getMonitors: async () =>
          isDown
            ? monitorsAnswer([], { status: 'failed', reason: 'unreachable' })
            : monitorsAnswer(),
      },
    });
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    const button = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    await user.click(button);
    expect(await screen.findByText('High error rate')).toBeVisible();
  });

  it('gives the exact line where a source is not linked', async () => {
    renderTab({
      answers: {
        getDashboards: async () => ({
          environment: prod,
          sources: [
            source('grafana', {
              status: 'notLinked',
              annotation: 'grafana/dashboard-selector: storefront',
            }),
          ],
          items: [],
        }),
      },
    });
    expect(
      await screen.findByText('No Grafana dashboard is linked.'),
    ).toBeVisible();
    expect(
      screen.getByText(/grafana\/dashboard-selector: storefront/),
    ).toBeVisible();
  });

  it('says that the person may not read', async () => {
    const error = await refusal(403, 'No');
    renderTab({
      answers: { getHealth: () => Promise.reject(error) },
    });
    expect(
      await screen.findByText('You may not see monitoring of this service.'),
    ).toBeVisible();
  });

  it('says that the portal does not answer, and reads again', async () => {
    let isDown = true;
    renderTab({
      answers: {
        getHealth: async () => {
          if (isDown) {
            throw new TypeError('Failed to fetch');
          }
          return healthAnswer();
        },
      },
    });
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "Could not read monitoring.The portal's backend did not answer.",
    );
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^Not well: 2 monitors/)).toBeVisible();
  });

  it('waits with a name, and says when it takes long', async () => {
    renderTab({ answers: { getHealth: () => new Promise(() => {}) } });
    const status = await screen.findByRole('status', {
      name: 'Reading monitoring',
    });
    jest.advanceTimersByTime(10_000);
    expect(
      await within(status).findByText('This takes longer than usual.'),
    ).toBeVisible();
  });
});
