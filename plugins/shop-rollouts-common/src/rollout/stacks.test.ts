import { snapshotFixture } from '../__testUtils__/fixtures';
import {
  ago,
  aPod,
  aReplicaSet,
  aRollout,
  aWaitingRollout,
  bothReplicaSets,
  NEW,
  OLD,
} from '../__testUtils__/objects';
import { replicaSetRoles } from './replicaSetRoles';
import { rolloutStacks } from './stacks';

describe('rolloutStacks', () => {
  it('tells live and preview apart in real objects', () => {
    const { rollout, replicaSets, pods } = snapshotFixture('paused');
    const stacks = rolloutStacks(rollout, replicaSets, pods);
    expect(stacks.live).toMatchObject({
      role: 'live',
      hash: '57bd89c9bb',
      tag: '1.0',
      revision: 1,
      replicas: { desired: 2, ready: 2, total: 2 },
    });
    expect(stacks.preview).toMatchObject({
      role: 'preview',
      hash: '6689f997c5',
      revision: 2,
    });
    expect(stacks.old).toEqual([]);
    expect(stacks.live?.pods).toHaveLength(2);
    expect(stacks.preview?.pods).toHaveLength(2);
  });

  it('keeps the aborted release as the preview, with its end', () => {
    const { rollout, replicaSets } = snapshotFixture('aborted');
    const stacks = rolloutStacks(rollout, replicaSets, []);
    expect(stacks.live?.hash).toBe('57bd89c9bb');
    expect(stacks.preview?.hash).toBe('6689f997c5');
    expect(stacks.preview?.scaleDownAt).toMatch(/^2026-11-22T09:34:/);
  });

  it('knows a candidate without a preview Service', () => {
    const rollout = aWaitingRollout({
      status: { blueGreen: { activeSelector: OLD } },
    });
    expect(rolloutStacks(rollout, bothReplicaSets(), []).preview?.tag).toBe(
      '9f31c02',
    );
  });

  it('shows only old ReplicaSets that still run, newest first', () => {
    const stacks = rolloutStacks(
      aRollout(),
      [
        aReplicaSet('a', { revision: 3, scaleDownAt: ago(-60) }),
        aReplicaSet('b', { revision: 10 }),
        aReplicaSet('c', { revision: 4, desired: 0 }),
        aReplicaSet(OLD, { revision: 11 }),
      ],
      [],
    );
    expect(stacks.old.map(({ hash, role }) => [hash, role])).toEqual([
      ['b', 'old'],
      ['a', 'old'],
    ]);
    expect(stacks.old[1].scaleDownAt).toBe(ago(-60));
    expect(stacks.preview).toBeUndefined();
  });

  it('ignores ReplicaSets and pods of others with the same labels', () => {
    const foreign = aReplicaSet(NEW);
    foreign.metadata.ownerReferences = [
      { kind: 'Rollout', name: 'storefront', uid: 'another' },
    ];
    const stacks = rolloutStacks(
      aWaitingRollout(),
      [aReplicaSet(OLD), foreign],
      [aPod({ hash: OLD }), aPod({ hash: 'elsewhere', name: 'other' })],
    );
    expect(stacks.preview).toBeUndefined();
    expect(stacks.live?.pods.map(({ name }) => name)).toEqual(['storefront-1']);
  });

  it('names a release by the image that changes', () => {
    const sidecar = { proxy: 'registry.shop.example/proxy:v2' };
    const stacks = rolloutStacks(
      aWaitingRollout(),
      [
        aReplicaSet(OLD, { images: { ...sidecar, storefront: 'shop/s:1' } }),
        aReplicaSet(NEW, { images: { ...sidecar, storefront: 'shop/s:2' } }),
      ],
      [],
    );
    expect([stacks.live?.tag, stacks.preview?.tag]).toEqual(['1', '2']);
  });

  it('calls them stable and canary in a canary', () => {
    const rollout = aWaitingRollout({ spec: { strategy: { canary: {} } } });
    const stacks = rolloutStacks(rollout, bothReplicaSets(), []);
    expect(stacks.live?.role).toBe('stable');
    expect(stacks.preview?.role).toBe('canary');
  });
});

describe('replicaSetRoles', () => {
  it('keeps the way back apart while the new release is being checked', () => {
    const rollout = aWaitingRollout({
      status: {
        pauseConditions: undefined,
        blueGreen: { activeSelector: NEW, previewSelector: NEW },
      },
    });
    const roles = replicaSetRoles(rollout, bothReplicaSets());
    expect(roles.live?.metadata.name).toBe(`storefront-${NEW}`);
    expect(roles.next).toBeUndefined();
    expect(roles.stable?.metadata.name).toBe(`storefront-${OLD}`);
    expect(roles.old).toEqual([roles.stable]);
  });

  it('has no roles for hashes that are empty', () => {
    const rollout = aRollout({
      status: { stableRS: '', currentPodHash: '', blueGreen: {} },
    });
    const roles = replicaSetRoles(rollout, bothReplicaSets());
    expect(roles).toEqual({ old: expect.any(Array) });
    expect(roles.old).toHaveLength(2);
  });
});
