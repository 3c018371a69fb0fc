import { toTimestamp } from '../framework/time';
import {
  condition,
  hashOf,
  NOW,
  pod,
  replicaSet,
  rolloutSnapshot,
  service,
} from '../testUtils/rolloutSnapshot';
import { podTemplate } from '../testUtils/TestCluster';
import { reconcileRollout } from './reconcileRollout';
import type { RolloutSnapshot } from './RolloutContext';
import { SCALE_DOWN_DEADLINE } from './schema';

const OLD = hashOf('nginx:1.0');
const NEW = hashOf('nginx:2.0');
const NEW_SPEC = { template: podTemplate('checkout', 'nginx:2.0') };
const PAUSE = {
  reason: 'BlueGreenPause',
  startTime: toTimestamp(NOW - 20_000),
};
const PAUSED_CONDITIONS = [
  condition('Progressing', 'Unknown', 'RolloutPaused'),
  condition('Paused', 'True', 'RolloutPaused'),
];

/** Both versions are up, and the new one is on preview. */
function updating(
  options: Parameters<typeof rolloutSnapshot>[0] = {},
): RolloutSnapshot {
  return rolloutSnapshot({
    revision: '2',
    ...options,
    spec: { ...NEW_SPEC, ...options.spec },
    status: {
      currentPodHash: NEW,
      blueGreen: { activeSelector: OLD, previewSelector: NEW },
      replicas: 4,
      ...options.status,
    },
    replicaSets: options.replicaSets ?? [
      replicaSet('nginx:1.0'),
      replicaSet('nginx:2.0', {
        annotations: { 'rollout.argoproj.io/revision': '2' },
      }),
    ],
    services: options.services ?? [
      service('checkout-active', OLD),
      service('checkout-preview', NEW),
    ],
  });
}

/** The decision in short: one word a write, Events left out. */
function decided(snapshot: RolloutSnapshot): string[] {
  return reconcileRollout(snapshot).writes.flatMap(write => {
    switch (write.write) {
      case 'switchService':
        return [`${write.name} := ${write.hash === OLD ? 'old' : 'new'}`];
      case 'changeReplicaSet': {
        const which = write.name.endsWith(OLD) ? 'old' : 'new';
        const { replicas, annotations = {} } = write;
        const deadline = SCALE_DOWN_DEADLINE in annotations;
        return [
          ...(replicas === undefined ? [] : [`${which} size ${replicas}`]),
          ...(deadline
            ? [`${which} deadline ${annotations[SCALE_DOWN_DEADLINE]}`]
            : []),
        ];
      }
      case 'patchStatus': {
        const { phase, message, pauseConditions } = write.patch;
        return [
          `status${phase ? ` ${phase}` : ''}${message ? ` ${message}` : ''}${
            pauseConditions === undefined ? '' : ' pause changed'
          }`,
        ];
      }
      case 'deletePod':
        return [`delete ${write.name}`];
      case 'recordEvent':
        return [];
      default:
        return [write.write];
    }
  });
}

describe('reconcileRollout', () => {
  it('makes a ReplicaSet for a new template, and nothing else yet', () => {
    expect(decided(rolloutSnapshot({ spec: NEW_SPEC }))).toEqual([
      'createReplicaSet',
      'setRevision',
      'status',
    ]);
  });

  it('moves the preview first, and only then scales', () => {
    const replicaSets = [
      replicaSet('nginx:1.0'),
      replicaSet('nginx:2.0', {
        replicas: 0,
        annotations: { 'rollout.argoproj.io/revision': '2' },
      }),
    ];
    const first = rolloutSnapshot({
      spec: NEW_SPEC,
      revision: '2',
      replicaSets,
    });
    expect(decided(first)).toEqual([
      'checkout-preview := new',
      'status Progressing more replicas need to be updated',
    ]);

    const second = updating({ replicaSets, status: { updatedReplicas: 0 } });
    expect(decided(second)[0]).toBe('new size 2');
  });

  it.each([
    {
      name: 'does not switch before all pods are available',
      snapshot: () =>
        updating({
          replicaSets: [
            replicaSet('nginx:1.0'),
            replicaSet('nginx:2.0', {
              available: 1,
              annotations: { 'rollout.argoproj.io/revision': '2' },
            }),
          ],
        }),
      contains: 'status Progressing active service cutover pending',
      switches: [],
    },
    {
      name: 'pauses when all pods are available',
      snapshot: () => updating(),
      contains: 'status Paused BlueGreenPause pause changed',
      switches: [],
    },
    {
      name: 'switches when the pause condition was taken away',
      snapshot: () => updating({ status: { controllerPause: true } }),
      contains: 'status',
      switches: ['checkout-active := new'],
    },
    {
      name: 'does not switch while aborted',
      snapshot: () =>
        updating({ status: { abort: true, controllerPause: true } }),
      contains:
        'status Degraded RolloutAborted: Rollout aborted update to revision 2',
      switches: [],
    },
    {
      name: 'switches back to stable when aborted after the switch',
      snapshot: () =>
        updating({
          status: { abort: true },
          services: [
            service('checkout-active', NEW),
            service('checkout-preview', NEW),
          ],
        }),
      contains:
        'status Degraded RolloutAborted: Rollout aborted update to revision 2',
      switches: ['checkout-active := old'],
    },
    {
      name: 'switches without a pause when fully promoted',
      snapshot: () => updating({ status: { promoteFull: true } }),
      contains: 'status',
      switches: ['checkout-active := new'],
    },
    {
      name: 'moves no Service while a person paused',
      snapshot: () =>
        updating({
          spec: { paused: true },
          // That somebody paused is noted already.
          status: { promoteFull: true, conditions: PAUSED_CONDITIONS },
        }),
      contains: 'status Paused manually paused',
      switches: [],
    },
  ])('$name', ({ snapshot, contains, switches }) => {
    const writes = decided(snapshot());
    expect(writes.filter(write => write.startsWith('checkout-active'))).toEqual(
      switches,
    );
    expect(writes).toContainEqual(expect.stringContaining(contains));
  });

  it('notes a promotion before it acts on it', () => {
    const { writes } = reconcileRollout(
      updating({
        status: {
          phase: 'Paused',
          message: 'BlueGreenPause',
          controllerPause: true,
          conditions: PAUSED_CONDITIONS,
        },
      }),
    );
    expect(writes).toEqual([
      {
        write: 'patchStatus',
        patch: {
          phase: 'Progressing',
          message: 'active service cutover pending',
          conditions: [
            expect.objectContaining({ reason: 'RolloutResumed' }),
            expect.objectContaining({ type: 'Paused', status: 'False' }),
          ],
        },
      },
    ]);
  });

  it('looks again when the auto-promotion countdown ends', () => {
    const { writes, requeueAfterMillis } = reconcileRollout(
      updating({
        blueGreen: { autoPromotionEnabled: true, autoPromotionSeconds: 25 },
        status: {
          phase: 'Paused',
          controllerPause: true,
          pauseConditions: [PAUSE],
          conditions: PAUSED_CONDITIONS,
        },
      }),
    );
    expect(requeueAfterMillis).toBe(5_000);
    expect(writes.some(({ write }) => write === 'switchService')).toBe(false);
  });

  it('does not touch the pause conditions that it does not change', () => {
    const { writes } = reconcileRollout(
      updating({
        status: {
          availableReplicas: 1,
          controllerPause: true,
          pauseConditions: [PAUSE],
          conditions: PAUSED_CONDITIONS,
        },
      }),
    );
    const patches = writes.flatMap(write =>
      write.write === 'patchStatus' ? [write.patch] : [],
    );
    expect(patches).toHaveLength(1);
    expect(patches[0]).not.toHaveProperty('pauseConditions');
  });

  it('replaces old pods when restarted, as many as may be missing', () => {
    const restartAt = toTimestamp(NOW - 10_000);
    const pods = [
      pod('first', NOW - 60_000),
      pod('second', NOW - 60_000),
      pod('third', NOW - 5_000),
    ];
    const running = rolloutSnapshot({ spec: { restartAt }, pods });
    expect(decided(running)).toContain('delete first');
    expect(decided(running)).not.toContain('delete second');

    const done = rolloutSnapshot({ spec: { restartAt }, pods: pods.slice(2) });
    expect(reconcileRollout(done).writes).toContainEqual({
      write: 'patchStatus',
      patch: expect.objectContaining({ restartedAt: restartAt }),
    });

    const later = rolloutSnapshot({
      spec: { restartAt: toTimestamp(NOW + 10_000) },
      pods,
    });
    expect(decided(later)).not.toContain('delete first');
    expect(reconcileRollout(later).requeueAfterMillis).toBe(10_000);
  });

  it.each([
    [
      'no selector',
      { spec: { selector: undefined } },
      "spec.selector: Required value: Rollout has missing field '.spec.selector'",
    ],
    [
      'an empty selector',
      { spec: { selector: {} } },
      'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ],
    [
      'no template',
      { spec: { template: undefined } },
      'spec.template.spec.containers: Required value',
    ],
    [
      'another selector than its template',
      { spec: { selector: { matchLabels: { app: 'other' } } } },
      'spec.template.metadata.labels: Invalid value: {"app":"checkout"}: `selector` does not match template `labels`',
    ],
    [
      'no strategy',
      { spec: { strategy: {} } },
      "spec.strategy.strategy: Required value: Rollout has missing field '.spec.strategy.canary or .spec.strategy.blueGreen'",
    ],
    [
      'two strategies',
      {
        spec: {
          strategy: { canary: {}, blueGreen: { activeService: 'a' } },
        },
      },
      'spec.strategy.strategy: Invalid value: "blueGreen: true canary: true": Multiple Strategies can not be listed',
    ],
    [
      'one Service for both',
      { blueGreen: { previewService: 'checkout-active' } },
      'spec.strategy.activeService: Invalid value: "checkout-active": This rollout uses the same service for the active and preview services, but two different services are required.',
    ],
    [
      'a missing preview Service',
      { blueGreen: { previewService: 'nosuch' } },
      'spec.strategy.blueGreen.previewService: Invalid value: "nosuch": service "nosuch" not found',
    ],
    [
      'a Service that selects others',
      {
        services: [
          service('checkout-active', undefined, { selector: { app: 'other' } }),
          service('checkout-preview'),
        ],
      },
      'spec.strategy.blueGreen.activeService: Invalid value: "checkout-active": Service "checkout-active" has unmatch label "app" in rollout',
    ],
    [
      "somebody else's Service",
      {
        services: [
          service('checkout-active', undefined, {
            annotations: {
              'argo-rollouts.argoproj.io/managed-by-rollouts': 'search',
            },
          }),
          service('checkout-preview'),
        ],
      },
      'spec.strategy.blueGreen.activeService: Invalid value: "checkout-active": Service "checkout-active" is managed by another Rollout',
    ],
  ])('refuses %s', (_, options, problem) => {
    const message = `The Rollout "checkout" is invalid: ${problem}`;
    const decision = reconcileRollout(rolloutSnapshot(options));
    expect(decision).toEqual({
      requeueAfterMillis: 20_000,
      writes: [
        {
          write: 'patchStatus',
          patch: {
            phase: 'Degraded',
            message: `InvalidSpec: ${message}`,
            conditions: [
              expect.objectContaining({ type: 'Progressing' }),
              expect.objectContaining({ type: 'InvalidSpec', message }),
            ],
          },
        },
      ],
    });
  });
});
