import { anOperation, aStack, aView } from '../__testUtils__/views';
import { DeliveryAction, Operation, OperationPhase } from '../types';
import {
  describeOperationStep,
  describeStateChanged,
} from './describeOperation';

const utc = { timeZone: 'UTC' };
const target = {
  kind: 'application',
  instance: 'main',
  namespace: 'argocd',
  name: 'storefront-prod',
} as const;

function lineOf(
  action: DeliveryAction,
  phase: OperationPhase,
  parts: Partial<Operation> = {},
) {
  return describeOperationStep(
    anOperation({ action, phase, ...parts }),
    { phase, at: '2026-11-22T14:02:10Z' },
    { ...utc, formerRunsUntil: '2026-11-22T14:12:03Z' },
  );
}

describe('describeOperationStep', () => {
  it.each<[DeliveryAction, OperationPhase, Partial<Operation>, string]>([
    ['promote', 'accepted', {}, 'Accepted. Waiting for the controller.'],
    ['sync', 'accepted', { target }, 'Accepted. Waiting for Argo CD.'],
    [
      'promote',
      'nudged',
      {},
      'The controller did not react. Nudged it once at 14:02:10.',
    ],
    [
      'promote',
      'stuck',
      {},
      'Still no reaction. Your request is stored and not lost; nobody has to press again. Look at the controller of shop-prod.',
    ],
    ['promote', 'taken', {}, 'Taken. Moving live traffic to 9f31c02.'],
    ['abort', 'taken', {}, 'Taken. Stopping 9f31c02.'],
    ['retry', 'taken', {}, 'Taken. Starting 9f31c02 again.'],
    [
      'promote',
      'done',
      {},
      '9f31c02 is live. It took 4 s. 826a72c4 runs until 14:12:03.',
    ],
    [
      'abort',
      'done',
      { requestedAt: '2026-11-22T14:02:10Z' },
      '9f31c02 is stopped. 826a72c4 is live. It took less than 1 s.',
    ],
    ['sync', 'done', { target }, 'Synced with Git. It took 4 s.'],
    [
      'promote',
      'diverted',
      {
        message:
          '9f31c02 is not live: the controller waits again, for 1b7d9aa.',
      },
      '9f31c02 is not live: the controller waits again, for 1b7d9aa.',
    ],
    [
      'promote',
      'diverted',
      {},
      '9f31c02 is not live: the controller went a different way.',
    ],
    [
      'promote',
      'refused',
      {},
      'The cluster refused it: the portal may not do this in shop-prod. Ask a platform engineer.',
    ],
    [
      'sync',
      'refused',
      { target },
      'Argo CD refused it: the portal may not do this in main. Ask a platform engineer.',
    ],
    ['retry', 'failed', {}, 'It failed. What you see is the state now.'],
  ])('%s %s %#', (action, phase, parts, text) => {
    expect(lineOf(action, phase, parts)).toBe(text);
  });
});

describe('describeStateChanged', () => {
  const error = { name: 'StateChangedError', message: 'changed' } as const;
  const context = {
    action: 'promote',
    environment: 'prod',
    tag: '9f31c02',
    pressedAt: '2026-11-22T14:02:07Z',
  } as const;
  const by = {
    requestedBy: 'user:default/olga.petrova',
    requestedAt: '2026-11-22T14:02:06Z',
    action: 'promote',
  } as const;

  it('names who was faster', () => {
    const changed = { error, by, current: aView('promoting') };
    expect(describeStateChanged(changed, context, utc)).toBe(
      'Olga Petrova promoted 9f31c02 at 14:02:06, 1 s before you. Nothing was done twice.',
    );
    expect(
      describeStateChanged(
        changed,
        { ...context, pressedAt: by.requestedAt },
        utc,
      ),
    ).toContain(', just before you.');
  });

  it.each([
    ['waiting', 'waits with'],
    ['preparing', 'prepares'],
  ] as const)('names a newer release that is %s', (state, words) => {
    const preview = aStack({ tag: '1b7d9aa' });
    expect(
      describeStateChanged(
        { error, current: aView(state, { preview }) },
        context,
      ),
    ).toBe(
      `Not promoted. You looked at 9f31c02; prod now ${words} 1b7d9aa. Look at the new preview first.`,
    );
  });

  it('says that it changed when it cannot tell more', () => {
    expect(
      describeStateChanged({ error, current: aView('aborted') }, context),
    ).toBe(
      'Not promoted. prod has changed since you looked. Look at the new state first.',
    );
  });
});
