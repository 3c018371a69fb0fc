import { ago, NOW } from '../__testUtils__/objects';
import { anApplicationView } from '../__testUtils__/views';
import { ApplicationView } from '../types';
import { describeSync } from './describeSync';

describe('describeSync', () => {
  it.each<[Partial<ApplicationView>, string]>([
    [{ revision: '4d2e1f0aa' }, 'Synced to 4d2e1f0'],
    [{}, 'Synced'],
    [{ sync: 'Unknown' }, 'Unknown'],
    [
      {
        sync: 'OutOfSync',
        outOfSyncResources: ['a', 'b', 'c'].map(name => ({
          kind: 'Service',
          name,
          prune: false,
        })),
      },
      'Out of sync: 3 resources',
    ],
    [
      {
        sync: 'OutOfSync',
        outOfSyncResources: [{ kind: 'Service', name: 'a', prune: true }],
      },
      'Out of sync: 1 resource',
    ],
    [
      { operation: { phase: 'Running', startedAt: ago(12) } },
      'Syncing since 12 s',
    ],
    [{ operation: { phase: 'Running' } }, 'Syncing'],
    [
      { health: 'Suspended', operation: { phase: 'Running' } },
      'Syncing: waits for the promotion',
    ],
    [{ operation: { phase: 'Terminating' } }, 'Stopping the sync'],
    [
      { operation: { phase: 'Failed', message: 'no such kind\nmore' } },
      'Sync failed: no such kind',
    ],
    [{ operation: { phase: 'Error' } }, 'Sync failed'],
    [
      { revision: '4d2e1f0aa', operation: { phase: 'Succeeded' } },
      'Synced to 4d2e1f0',
    ],
  ])('%j → %s', (parts, text) => {
    expect(describeSync(anApplicationView(parts), NOW)).toBe(text);
  });
});
