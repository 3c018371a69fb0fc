import {
  aDelivery,
  aLane,
  anApplicationView,
  anOperation,
  aView,
} from '../__testUtils__/views';
import {
  actionResponseSchema,
  deliverySchema,
  stateChangedSchema,
} from './responses';

const delivery = aDelivery(
  [aLane('prod', [aView('waiting')], [anApplicationView()])],
  { recentOperations: [anOperation()] },
);

describe('deliverySchema', () => {
  it('takes what the backend answers', () => {
    expect(deliverySchema.parse(delivery)).toEqual(delivery);
  });

  it('drops fields that a newer backend adds', () => {
    expect(deliverySchema.parse({ ...delivery, later: true })).toEqual(
      delivery,
    );
  });

  it.each([
    ['an unknown state', { state: 'odd' }],
    ['a link that runs code', { previewUrl: 'data:text/html,x' }],
    ['no seen state', { seen: undefined }],
  ])('refuses %s', (_case, change) => {
    const view = { ...aView('waiting'), ...change };
    const lanes = [{ ...delivery.lanes[0], rollouts: [view] }];
    expect(deliverySchema.safeParse({ ...delivery, lanes }).success).toBe(
      false,
    );
  });

  it('refuses an application that links to code', () => {
    const lanes = [
      aLane('prod', [], [anApplicationView({ url: 'data:text/html,x' })]),
    ];
    expect(deliverySchema.safeParse({ ...delivery, lanes }).success).toBe(
      false,
    );
  });
});

describe('answers of the action routes', () => {
  it('are an operation, or the fresh state', () => {
    const operation = anOperation({
      steps: [{ phase: 'accepted', at: '2026-11-22T14:02:06Z' }],
    });
    expect(actionResponseSchema.parse({ operation })).toEqual({ operation });
    const changed = {
      error: { name: 'StateChangedError', message: 'changed' },
      by: {
        requestedBy: 'user:default/olga.petrova',
        requestedAt: '2026-11-22T14:02:06Z',
        action: 'promote',
      },
      current: aView('promoting'),
    };
    expect(stateChangedSchema.parse(changed)).toEqual(changed);
    expect(
      stateChangedSchema.safeParse({
        ...changed,
        error: { name: 'ConflictError', message: 'other' },
      }).success,
    ).toBe(false);
  });
});
