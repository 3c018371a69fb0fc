import { readFixture } from '../__testUtils__/fixtures';
import { ENTITY_REF } from '../__testUtils__/objects';
import { applicationViewSchema } from '../schemas';
import { ApplicationObject, parseApplication } from './application';
import {
  ApplicationViewInput,
  buildApplicationView,
} from './buildApplicationView';

function application(parts: {
  metadata?: object;
  spec?: object;
  status?: object;
  operation?: object;
}): ApplicationObject {
  const parsed = parseApplication({
    metadata: {
      name: 'storefront-prod',
      namespace: 'argocd',
      annotations: { 'backstage.io/entity-ref': ENTITY_REF },
      ...parts.metadata,
    },
    spec: {
      project: 'ecommerce',
      source: { repoURL: 'https://git.shop.example/shop/deploy.git' },
      ...parts.spec,
    },
    operation: parts.operation,
    status: parts.status,
  });
  if (!parsed) {
    throw new Error('The test object does not parse');
  }
  return parsed;
}

function build(
  from: ApplicationObject,
  parts: Partial<ApplicationViewInput> = {},
) {
  return buildApplicationView({
    application: from,
    instance: { name: 'main', frontendUrl: 'https://argocd.shop.example/' },
    entityRef: ENTITY_REF,
    claimAnnotation: 'backstage.io/entity-ref',
    environment: { name: 'prod', title: 'prod', order: 20, production: true },
    permissions: { sync: { allowed: true }, refresh: { allowed: true } },
    ...parts,
  });
}

const revision = '5faf893b2663e054f9021388b3543e5d0020fa89';
const at = (status: object) => application({ status });
const offers = (view: ReturnType<typeof build>) =>
  Object.fromEntries(
    view.actions.map(({ action, possible, refusal }) => [
      action,
      refusal ?? possible,
    ]),
  );

describe('buildApplicationView', () => {
  it.each([
    ['synced', { sync: 'Synced', health: 'Healthy' }],
    ['suspended', { sync: 'Synced', health: 'Suspended' }],
    ['degraded', { sync: 'Synced', health: 'Degraded' }],
    [
      'outofsync',
      {
        sync: 'OutOfSync',
        outOfSyncResources: [{ kind: 'Rollout', name: 'web', prune: false }],
      },
    ],
    ['operation-running', { operation: { phase: 'Running' } }],
  ])('reads the real object %s', (name, expected) => {
    const parsed = parseApplication(readFixture(`argocd-application-${name}`));
    const view = build(parsed!);
    expect(view).toMatchObject({
      ...expected,
      claimed: false,
      url: 'https://argocd.shop.example/applications/argocd/web',
    });
    expect(
      applicationViewSchema.parse(JSON.parse(JSON.stringify(view))),
    ).toEqual(JSON.parse(JSON.stringify(view)));
  });

  it('is unknown before Argo CD looked at a new application', () => {
    expect(build(application({}))).toMatchObject({
      sync: 'Unknown',
      health: 'Unknown',
      images: [],
      claimed: true,
    });
  });

  it('links the commit, without a password that stands in the address', () => {
    const view = build(
      application({
        spec: {
          source: {
            repoURL: 'https://bot:secret@git.shop.example/shop/deploy.git',
          },
        },
        status: { sync: { status: 'Synced', revision } },
      }),
    );
    expect(view.revisionUrl).toBe(
      `https://git.shop.example/shop/deploy/commit/${revision}`,
    );
    expect(JSON.stringify(view)).not.toContain('secret');
  });

  it.each([
    ['git@git.shop.example:shop/deploy.git', revision],
    ['data:text/html,x', revision],
    ['https://git.shop.example/shop/deploy', 'v1/../../x'],
  ])('links nothing for %s at %s', (repoURL, text) => {
    const view = build(
      application({
        spec: { source: { repoURL } },
        status: { sync: { status: 'Synced', revision: text } },
      }),
    );
    expect(view.revisionUrl).toBeUndefined();
    expect(view.revision).toBe(text);
  });

  it('takes the first of several sources', () => {
    const view = build(
      application({
        spec: {
          source: undefined,
          sources: [{ repoURL: 'https://git.shop.example/shop/a' }, {}],
        },
        status: { sync: { status: 'Synced', revisions: [revision, 'b'] } },
      }),
    );
    expect(view.revisionUrl).toContain('/shop/a/commit/5faf893');
  });

  it.each([
    [undefined, false, false],
    [{ automated: {} }, true, false],
    [{ automated: { selfHeal: true } }, true, true],
    [{ automated: { enabled: false, selfHeal: true } }, false, false],
  ])('reads the mode of %j', (syncPolicy, autoSync, selfHeal) => {
    expect(build(application({ spec: { syncPolicy } }))).toMatchObject({
      autoSync,
      selfHeal,
    });
  });

  it('offers both actions when nothing is in the way', () => {
    expect(offers(build(at({ sync: { status: 'OutOfSync' } })))).toEqual({
      sync: true,
      refresh: true,
    });
  });

  it.each([
    ['a running sync', at({ operationState: { phase: 'Running' } })],
    [
      'a sync that is being stopped',
      at({ operationState: { phase: 'Terminating' } }),
    ],
    ['a requested sync', application({ operation: { sync: {} } })],
  ])('offers no sync beside %s', (_case, from) => {
    expect(offers(build(from))).toEqual({
      sync: {
        code: 'wrong-state',
        detail: 'another sync is running already.',
      },
      refresh: true,
    });
  });

  it('refuses by claim, permission and staleness', () => {
    const codes = (parts: Partial<ApplicationViewInput>) =>
      build(application({}), parts).actions.map(({ refusal }) => refusal?.code);
    expect(codes({ entityRef: 'component:default/copy' })).toEqual([
      'no-claim',
      'no-claim',
    ]);
    expect(codes({ permissions: { refresh: { allowed: true } } })).toEqual([
      'no-permission',
      undefined,
    ]);
    expect(
      codes({
        instance: { name: 'main', stale: { name: 'main', kind: 'argocd' } },
      }),
    ).toEqual(['stale', 'stale']);
  });

  it('offers nothing on an application that is being deleted', () => {
    const from = application({
      metadata: { deletionTimestamp: '2026-11-22T14:00:00Z' },
    });
    expect(offers(build(from))).toMatchObject({
      sync: { code: 'wrong-state' },
      refresh: { code: 'wrong-state' },
    });
  });
});
