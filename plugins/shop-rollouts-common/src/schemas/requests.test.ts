import { aWaitingRollout } from '../__testUtils__/objects';
import { rolloutFixture } from '../__testUtils__/fixtures';
import { seenState } from '../rollout';
import {
  applicationActionRequestSchema,
  applicationParamsSchema,
  entityParamsSchema,
  operationsQuerySchema,
  rolloutActionRequestSchema,
  rolloutParamsSchema,
  summariesQuerySchema,
} from './requests';

const body = {
  entityRef: 'component:default/storefront',
  action: 'promote',
  seen: seenState(aWaitingRollout()),
};

describe('rolloutActionRequestSchema', () => {
  it.each(['paused', 'aborted', 'canary-paused', 'healthy'])(
    'takes what was seen of the real object %s',
    name => {
      const request = { ...body, seen: seenState(rolloutFixture(name)) };
      expect(rolloutActionRequestSchema.parse(request)).toEqual(request);
    },
  );

  it('trims the reason', () => {
    expect(
      rolloutActionRequestSchema.parse({ ...body, reason: ' because ' }).reason,
    ).toBe('because');
  });

  it.each([
    ['no body', undefined],
    ['an unknown action', { ...body, action: 'delete' }],
    ['an action on applications', { ...body, action: 'sync' }],
    ['a patch of the caller', { ...body, patch: [] }],
    ['a partial entity', { ...body, entityRef: 'storefront' }],
    ['two entities', { ...body, entityRef: `${body.entityRef},a:b/c` }],
    ['a blank reason', { ...body, reason: '  ' }],
    ['an endless reason', { ...body, reason: 'x'.repeat(501) }],
    ['nothing seen', { ...body, seen: undefined }],
    ['more than was to be seen', { ...body, seen: { ...body.seen, abort: 1 } }],
    ['a uid with a path', { ...body, seen: { ...body.seen, uid: '../x' } }],
    [
      'a generation as text',
      { ...body, seen: { ...body.seen, generation: '3' } },
    ],
    ['half a generation', { ...body, seen: { ...body.seen, generation: 3.5 } }],
    ['a hash with a quote', { ...body, seen: { ...body.seen, podHash: '"' } }],
    [
      'many pauses',
      {
        ...body,
        seen: {
          ...body.seen,
          pauseConditions: Array(11).fill(body.seen.pauseConditions[0]),
        },
      },
    ],
    [
      'a pause at no time',
      {
        ...body,
        seen: {
          ...body.seen,
          pauseConditions: [{ reason: 'BlueGreenPause', startTime: 'soon' }],
        },
      },
    ],
  ])('refuses %s', (_case, value) => {
    expect(rolloutActionRequestSchema.safeParse(value).success).toBe(false);
  });
});

describe('applicationActionRequestSchema', () => {
  const sync = { entityRef: body.entityRef, action: 'sync' };

  it('takes sync and refresh, and no revision', () => {
    expect(applicationActionRequestSchema.parse(sync)).toEqual(sync);
    expect(
      applicationActionRequestSchema.safeParse({ ...sync, action: 'refresh' })
        .success,
    ).toBe(true);
    expect(
      applicationActionRequestSchema.safeParse({ ...sync, revision: 'main' })
        .success,
    ).toBe(false);
    expect(
      applicationActionRequestSchema.safeParse({ ...sync, action: 'promote' })
        .success,
    ).toBe(false);
  });
});

describe('path parameters', () => {
  const target = { namespace: 'ecommerce', name: 'storefront' };

  it('are names', () => {
    const rollout = { cluster: 'shop-prod', ...target };
    const application = { instance: 'main', ...target };
    expect(rolloutParamsSchema.parse(rollout)).toEqual(rollout);
    expect(applicationParamsSchema.parse(application)).toEqual(application);
    const entity = { kind: 'Component', namespace: 'default', name: 'web_1' };
    expect(entityParamsSchema.parse(entity)).toEqual(entity);
  });

  it.each([
    { cluster: '../x', ...target },
    { cluster: 'shop-prod', ...target, namespace: 'a.b' },
    { cluster: 'shop-prod', ...target, name: 'a/status' },
    { cluster: 'shop-prod', ...target, name: 'x'.repeat(254) },
    { cluster: '', ...target },
  ])('refuse %j', value => {
    expect(rolloutParamsSchema.safeParse(value).success).toBe(false);
  });

  it('refuse an entity that is not one', () => {
    const value = { kind: 'component', namespace: 'default', name: '..' };
    expect(entityParamsSchema.safeParse(value).success).toBe(false);
  });
});

describe('queries', () => {
  it('bound the number of operations', () => {
    expect(operationsQuerySchema.parse({})).toEqual({ limit: 10 });
    expect(operationsQuerySchema.parse({ limit: '100' })).toEqual({
      limit: 100,
    });
    for (const limit of ['0', '101', 'all', '1.5']) {
      expect(operationsQuerySchema.safeParse({ limit }).success).toBe(false);
    }
  });

  it('know two filters', () => {
    expect(summariesQuerySchema.safeParse({ filter: 'mine' }).success).toBe(
      true,
    );
    expect(summariesQuerySchema.safeParse({ filter: 'all' }).success).toBe(
      false,
    );
    expect(summariesQuerySchema.safeParse({}).success).toBe(false);
  });
});
