import { mockUpstreams } from './__testUtils__/mockUpstreams';
import { TestPortal } from './__testUtils__/startPortal';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const at = (hours: number) => new Date(NOON + hours * HOUR).toISOString();
const PATH = `storefront/marks?env=prod&from=${NOON}&to=${NOON + 12 * HOUR}`;

const tag = (name: string) => ({ hash: name, tag: name });

/** A lane of Deliver, as far as marks look at it. */
const aLane = (parts: object) => ({
  environment: { name: 'prod' },
  rollouts: [
    {
      target: {
        cluster: 'shop-prod',
        namespace: 'ecommerce',
        name: 'storefront',
      },
      autoPromotionEnabled: false,
      old: [],
      ...parts,
    },
  ],
});

describe('Marks', () => {
  mockUpstreams();
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await TestPortal.start();
  });

  afterEach(async () => {
    await portal.stop();
  });

  const read = async () =>
    (await portal.get(PATH)).body.items.map((mark: Record<string, string>) =>
      [mark.kind, mark.at, mark.tag, mark.fromTag, mark.by].filter(Boolean),
    );

  it('say what went live, came back, was aborted, when, by whom and instead of what', async () => {
    const olga = 'user:default/olga.petrova';
    // Before the range, and so only to know what was there.
    portal.deliver.promoted(at(-5), { from: tag('a'), to: tag('b') });
    portal.deliver.promoted(at(1), { from: tag('b'), to: tag('c') });
    portal.deliver.promoted(at(2), { from: tag('c'), to: tag('b') });
    portal.deliver.promoted(at(3), {
      action: 'abort',
      from: tag('b'),
      to: tag('d'),
    });
    portal.deliver.promoted(at(4), {
      phase: 'refused',
      steps: [{ phase: 'refused', at: at(4) }],
    });
    portal.deliver.promoted(at(5), { environment: 'dev' });

    expect(await read()).toEqual([
      ['live', at(1), 'c', 'b', olga],
      ['rolledBack', at(2), 'b', 'c', olga],
      ['aborted', at(3), 'd', 'b', olga],
    ]);
    expect(portal.deliver.spans[0].from).toBeLessThan(NOON);
  });

  it('show a preview from when its pods were created', async () => {
    portal.deliver.promoted(at(1), { from: tag('a'), to: tag('b') });
    portal.deliver.lanes = [
      aLane({
        live: { hash: 'b', tag: 'b', createdAt: at(0.5) },
        preview: { hash: 'c', tag: 'c', createdAt: at(6) },
      }),
    ];
    expect(await read()).toEqual([
      ['preview', at(0.5), 'b'],
      ['live', at(1), 'b', 'a', 'user:default/olga.petrova'],
      ['preview', at(6), 'c'],
    ]);
  });

  it('count what goes live by itself as live', async () => {
    portal.deliver.lanes = [
      aLane({
        autoPromotionEnabled: true,
        live: { hash: 'b', tag: 'b', createdAt: at(2) },
      }),
    ];
    expect(await read()).toEqual([['live', at(2), 'b']]);
  });

  it.each([
    [403, 'forbidden'],
    [500, 'serverError'],
  ])('are empty and say so when Deliver answers %s', async (status, reason) => {
    portal.deliver.status = status;
    const response = await portal.get(PATH);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      source: { source: 'deliveries', status: 'failed', reason },
      items: [],
    });
  });
});
