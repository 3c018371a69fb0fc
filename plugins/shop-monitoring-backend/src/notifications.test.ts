import {
  coreServices,
  createServiceFactory,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  notificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { http, HttpResponse } from 'msw';
import { mockUpstreams } from './__testUtils__/mockUpstreams';
import {
  CONFIG,
  DATADOG,
  PROMETHEUS,
  TestPortal,
} from './__testUtils__/startPortal';
import { aMonitor, minutesAgo } from './__testUtils__/upstreams';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('Notices on %s', databaseId => {
  const upstream = mockUpstreams();
  const sent: NotificationSendOptions[] = [];
  let portal: TestPortal;
  let look: () => Promise<unknown>;
  let schedule: SchedulerServiceTaskScheduleDefinition;
  let clock: jest.SpyInstance;
  let now: number;

  beforeEach(async () => {
    sent.length = 0;
    now = Date.now();
    clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
    portal = await TestPortal.start({
      config: {
        ...CONFIG,
        shopMonitoring: {
          ...Object(CONFIG.shopMonitoring),
          notifications: { intervalSeconds: 15 },
        },
      },
      features: [
        mockServices.database.factory({
          knex: await databases.init(databaseId),
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () =>
            mockServices.scheduler.mock({
              scheduleTask: async task => {
                schedule = task;
                look = async () => task.fn(new AbortController().signal);
              },
            }),
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async notification => {
              sent.push(notification);
            },
          }),
        }),
      ],
    });
  });

  afterEach(async () => {
    clock.mockRestore();
    await portal.stop();
  });

  /** A look when nothing is fresh any more. */
  async function lookAgain(): Promise<NotificationSendOptions[]> {
    now += 60_000;
    sent.length = 0;
    await look();
    return [...sent];
  }

  const monitors = (...list: object[]) =>
    http.get(`${DATADOG}/api/v1/monitor`, ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.get('monitor_tags') ===
          'service:storefront'
          ? list
          : [],
      ),
    );
  const firing = (id: number, minutes: number) =>
    aMonitor({
      id,
      overall_state: 'Alert',
      state: {
        groups: {
          '*': { status: 'Alert', last_triggered_ts: minutesAgo(minutes) },
        },
      },
    });

  it('tell the owner once, edit the notice, and say when it is over', async () => {
    expect(schedule).toMatchObject({
      frequency: { seconds: 15 },
      scope: 'global',
    });
    expect(await lookAgain()).toEqual([]);

    upstream.use(monitors(firing(1, 10)));
    const scope = 'monitoring/component:default/storefront/prod';
    expect(await lookAgain()).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['group:default/shop-team'] },
        payload: {
          title: 'storefront prod: 1 monitor alerts',
          description: expect.stringMatching(
            /^Not well: 1 monitor alerts since \d\d:\d\d\. Times are in UTC\.$/,
          ),
          severity: 'high',
          topic: 'Monitoring',
          scope,
          link: '/catalog/default/component/storefront/monitoring?env=prod',
        },
      },
    ]);
    expect(await lookAgain()).toEqual([]);

    upstream.use(monitors(firing(1, 10), firing(2, 1)));
    expect((await lookAgain())[0].payload).toMatchObject({
      title: 'storefront prod: 2 monitors alert',
      scope,
    });

    // Nobody knows that it is over while a source is silent.
    upstream.use(
      http.get(
        `${DATADOG}/api/v1/monitor`,
        () => new HttpResponse('', { status: 500 }),
      ),
    );
    expect(await lookAgain()).toEqual([]);

    upstream.use(monitors(aMonitor()));
    expect((await lookAgain())[0].payload).toMatchObject({
      title: expect.stringMatching(
        /^storefront prod: quiet again after \d+ min$/,
      ),
      severity: 'low',
      scope,
    });
    expect(await lookAgain()).toEqual([]);
  });

  it('about one entity do not depend on the others', async () => {
    upstream.use(
      monitors(firing(1, 1)),
      http.get(`${PROMETHEUS}/api/v1/query`, () =>
        HttpResponse.json({ status: 'success', data: {} }),
      ),
    );
    expect((await lookAgain()).map(({ payload }) => payload.title)).toEqual([
      'storefront prod: 1 monitor alerts',
    ]);
  });
});
