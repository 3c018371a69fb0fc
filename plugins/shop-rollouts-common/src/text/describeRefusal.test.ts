import { ActionRefusal, DeliveryAction } from '../types';
import { describeRefusal, describeStale } from './describeRefusal';

describe('describeRefusal', () => {
  it.each<[ActionRefusal, DeliveryAction, string]>([
    [
      { code: 'wrong-state', detail: 'nothing was aborted.' },
      'retry',
      'Retry: nothing was aborted.',
    ],
    [
      {
        code: 'no-claim',
        claim: 'backstage.io/entity-ref: component:default/storefront',
      },
      'promote',
      'Shown, but not to be driven from here. The Rollout does not name this service. Add the annotation backstage.io/entity-ref: component:default/storefront to it.',
    ],
    [
      {
        code: 'no-claim',
        claim: 'backstage.io/entity-ref: component:default/storefront',
      },
      'sync',
      'Shown, but not to be driven from here. The application does not name this service. Add the annotation backstage.io/entity-ref: component:default/storefront to it.',
    ],
    [
      { code: 'stale', kind: 'cluster', source: 'shop-prod' },
      'abort',
      'Not while the cluster does not answer.',
    ],
    [
      { code: 'stale', kind: 'argocd', source: 'main' },
      'sync',
      'Not while Argo CD does not answer.',
    ],
    [
      { code: 'read-only-cluster', cluster: 'shop-prod' },
      'promote',
      'The portal may only read shop-prod. Ask a platform engineer.',
    ],
    [
      {
        code: 'no-permission',
        scope: 'production',
        environment: 'prod',
        who: ['#shop-ops', 'Olga Petrova', 'Sam Roy'],
      },
      'promote',
      'Only operators promote in prod. Ask #shop-ops, Olga Petrova or Sam Roy.',
    ],
    [
      {
        code: 'no-permission',
        scope: 'production',
        environment: 'prod',
        who: [],
      },
      'promote-full',
      'Only operators promote fully in prod.',
    ],
    [
      {
        code: 'no-permission',
        scope: 'owner',
        environment: 'dev',
        who: ['shop-team'],
      },
      'retry',
      'Only shop-team acts in dev.',
    ],
    [
      { code: 'no-permission', scope: 'owner', environment: 'dev', who: [] },
      'abort',
      'Only its owner acts in dev.',
    ],
  ])('%j of %s', (refusal, action, text) => {
    expect(describeRefusal(refusal, action)).toBe(text);
  });
});

describe('describeStale', () => {
  const since = '2026-11-22T14:02:00Z';
  const utc = { timeZone: 'UTC' };

  it.each([
    [
      { kind: 'cluster', name: 'shop-prod', since },
      'Cluster shop-prod has not answered since 14:02.',
    ],
    [
      { kind: 'argocd', name: 'main', since },
      'Argo CD has not answered since 14:02.',
    ],
    [
      { kind: 'cluster', name: 'shop-prod' },
      'Cluster shop-prod has not answered yet.',
    ],
  ] as const)('%j', (source, text) => {
    expect(describeStale(source, utc)).toBe(text);
  });
});
