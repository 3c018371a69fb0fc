import { MonitoringSide } from './__testUtils__/MonitoringSide';
import { renderMonitors } from './__testUtils__/renderMonitors';

jest.setTimeout(60_000);

const HOUR_MILLIS = 3_600_000;
const UNKNOWN = '5855042e-9ec6-4f4b-826c-74819028cc85';

/** What the body of a refusal is. */
const TEXT = expect.any(String);
const FIELD = { code: expect.any(Number), message: expect.any(String) };

const at = (millis: number) => new Date(Date.now() + millis).toISOString();

const silence = (changes: object = {}) => ({
  matchers: [{ name: 'service', value: 'nosuch', isRegex: false }],
  startsAt: at(0),
  endsAt: at(HOUR_MILLIS),
  createdBy: 'user:default/olga.petrova',
  comment: 'known',
  ...changes,
});

describe('Alertmanager', () => {
  let side: MonitoringSide;

  beforeAll(async () => {
    side = await MonitoringSide.open(await renderMonitors());
  });

  afterAll(async () => {
    await side?.close();
  });

  async function call(method: string, path: string, body?: object) {
    const response = await fetch(`${side.urls.alertmanager}/api/v2/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  }

  async function create(changes: object = {}): Promise<string> {
    const { status, body } = await call('POST', 'silences', silence(changes));
    expect(status).toBe(200);
    return body.silenceID;
  }

  const read = async (id: string) => (await call('GET', `silence/${id}`)).body;

  it('keeps a silence from its start to its end', async () => {
    const id = await create();
    expect(await read(id)).toEqual({
      ...silence({
        matchers: [
          { name: 'service', value: 'nosuch', isEqual: true, isRegex: false },
        ],
        startsAt: expect.any(String),
        endsAt: expect.any(String),
      }),
      id,
      updatedAt: expect.any(String),
      status: { state: 'active' },
    });
    expect(await call('DELETE', `silence/${id}`)).toEqual({
      status: 200,
      body: '',
    });
    expect((await read(id)).status.state).toBe('expired');
    // Those that ended are listed for days.
    const { body } = await call('GET', 'silences');
    expect(body.map((each: { id: string }) => each.id)).toContain(id);
    expect((await call('DELETE', `silence/${id}`)).status).toBe(200);
  });

  it('starts one now that should have started, and lets others wait', async () => {
    const early = await read(await create({ startsAt: at(-HOUR_MILLIS) }));
    expect(Date.parse(early.startsAt)).toBeGreaterThan(Date.now() - 60_000);
    const late = await read(await create({ startsAt: at(HOUR_MILLIS / 2) }));
    expect(late.status.state).toBe('pending');
  });

  it('changes the end of a silence, and replaces what it covers', async () => {
    const id = await create();
    expect(await create({ id, endsAt: at(2 * HOUR_MILLIS) })).toBe(id);
    const other = await create({
      id,
      matchers: [{ name: 'service', value: 'other', isRegex: false }],
    });
    expect(other).not.toBe(id);
    expect((await read(id)).status.state).toBe('expired');
  });

  it.each([
    ['without matchers', { matchers: [] }, 422, FIELD],
    ['without an end', { endsAt: undefined }, 422, FIELD],
    ['without an author', { createdBy: undefined }, 422, FIELD],
    ['that has ended', { endsAt: at(-HOUR_MILLIS) }, 400, TEXT],
    [
      'that ends before it starts',
      { startsAt: at(2 * HOUR_MILLIS) },
      400,
      TEXT,
    ],
    [
      'of everything',
      { matchers: [{ name: 'a', value: '.*', isRegex: true }] },
      400,
      TEXT,
    ],
    [
      'by a pattern that is none',
      { matchers: [{ name: 'a', value: '(', isRegex: true }] },
      400,
      TEXT,
    ],
    ['that it does not know', { id: UNKNOWN }, 404, TEXT],
  ])('refuses a silence %s', async (_what, changes, status, body) => {
    const answer = await call('POST', 'silences', silence(changes));
    expect(answer).toEqual({ status, body });
  });

  it.each([
    ['GET', `silence/${UNKNOWN}`, 404],
    ['GET', 'silence/1', 422],
    ['DELETE', 'silence/1', 422],
    ['GET', 'alerts?filter=foo%20bar', 400],
    ['GET', 'alerts?filter=a%3D~%22(%22', 400],
    ['GET', 'nosuch', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status);
  });

  it('takes an empty comment', async () => {
    await expect(create({ comment: '' })).resolves.toEqual(expect.any(String));
  });
});
