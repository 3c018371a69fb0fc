import * as fc from 'fast-check';
import { anyRollout } from '../__testUtils__/arbitraries';
import { snapshotFixture } from '../__testUtils__/fixtures';
import {
  ago,
  anAbortedRollout,
  aReplicaSet,
  aRollout,
  aWaitingRollout,
  bothReplicaSets,
  ENTITY_REF,
  NEW,
  NOW,
  OLD,
} from '../__testUtils__/objects';
import { anOperation } from '../__testUtils__/views';
import { rolloutViewSchema } from '../schemas';
import { buildRolloutView, RolloutViewInput } from './buildRolloutView';

function build(parts: Partial<RolloutViewInput> = {}) {
  return buildRolloutView({
    rollout: aWaitingRollout(),
    replicaSets: bothReplicaSets(),
    pods: [],
    services: [],
    entityRef: ENTITY_REF,
    claimAnnotation: 'backstage.io/entity-ref',
    environment: { name: 'prod', title: 'prod', order: 20, production: true },
    cluster: {
      name: 'shop-prod',
      readOnly: false,
      rolloutsVersion: 'v1.10.0',
    },
    permissions: { promote: { allowed: true } },
    now: NOW,
    ...parts,
  });
}

describe('buildRolloutView', () => {
  it('puts together what a lane shows', () => {
    expect(build()).toMatchObject({
      target: {
        kind: 'rollout',
        cluster: 'shop-prod',
        namespace: 'ecommerce',
        name: 'storefront',
      },
      state: 'waiting',
      strategy: 'blue-green',
      phase: 'Paused',
      message: 'BlueGreenPause',
      since: ago(720),
      seen: { podHash: NEW, stableHash: OLD },
      live: { tag: '826a72c4' },
      preview: { tag: '9f31c02' },
      scaleDownDelaySeconds: 600,
      progressDeadlineSeconds: 600,
      autoPromotionEnabled: false,
      controllerVersion: 'v1.10.0',
      claimed: true,
    });
  });

  it('offers by claim, permission and cluster', () => {
    const promote = (parts: Partial<RolloutViewInput>) => {
      const { actions } = build(parts);
      const offer = actions.find(({ action }) => action === 'promote');
      return offer?.refusal?.code ?? offer?.possible;
    };
    expect(promote({})).toBe(true);
    expect(promote({ entityRef: 'component:default/copy' })).toBe('no-claim');
    expect(promote({ permissions: {} })).toBe('no-permission');
    expect(promote({ cluster: { name: 'shop-prod', readOnly: true } })).toBe(
      'read-only-cluster',
    );
  });

  it('warns of a retry that goes live at once, before 1.10 and unknown', () => {
    const aborted = (rolloutsVersion: string | undefined, desired = 2) =>
      build({
        rollout: anAbortedRollout(),
        replicaSets: [
          aReplicaSet(OLD),
          aReplicaSet(NEW, { scaleDownAt: ago(-18), desired }),
        ],
        cluster: { name: 'shop-prod', readOnly: false, rolloutsVersion },
      });
    expect(aborted('v1.9.2').retryGoesLiveUntil).toBe(ago(-18));
    expect(aborted(undefined)).toMatchObject({
      retryGoesLiveUntil: ago(-18),
      controllerVersion: 'unknown',
    });
    expect(aborted('v1.10.0').retryGoesLiveUntil).toBeUndefined();
    expect(aborted('2.0.0').retryGoesLiveUntil).toBeUndefined();
    expect(aborted('v1.9.2', 0).retryGoesLiveUntil).toBeUndefined();
  });

  it.each([
    [
      'https://{name}.preview.shop.example/{namespace}',
      'https://storefront.preview.shop.example/ecommerce',
    ],
    ['data:text/html,{name}', undefined],
    ['{name}', undefined],
    [undefined, undefined],
  ])('links the preview at %s', (previewUrl, expected) => {
    expect(build({ previewUrl }).previewUrl).toBe(expected);
  });

  it('links no preview when there is none', () => {
    const previewUrl = 'https://{name}.preview.shop.example';
    expect(build({ rollout: aRollout(), previewUrl }).previewUrl).toBe(
      undefined,
    );
  });

  it('keeps an operation for ten minutes after its last step', () => {
    const takenAt = (at: string) =>
      anOperation({ requestedAt: ago(3600), steps: [{ phase: 'taken', at }] });
    expect(build({ operation: takenAt(ago(600)) }).operation).toBeDefined();
    expect(build({ operation: takenAt(ago(601)) }).operation).toBe(undefined);
  });

  it('is equal as JSON for equal input, and passes its own schema', () => {
    const view = build(snapshotFixture('paused'));
    expect(rolloutViewSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(
      view,
    );
    expect(Object.values(view)).not.toContain(undefined);
  });

  it('draws every Rollout that can be read', () => {
    fc.assert(
      fc.property(anyRollout, rollout => {
        const view = build({ rollout });
        expect(rolloutViewSchema.safeParse(view).error).toBeUndefined();
      }),
    );
  });
});
