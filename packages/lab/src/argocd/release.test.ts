import { createMockDirectory } from '@backstage/backend-test-utils';
import { startControllers } from '../controllers';
import { Application } from './Application';
import realApplication from './testing/fixtures/application-synced.json';
import { ArgoCdTestEnvironment } from './testing/ArgoCdTestEnvironment';
import {
  applicationSetFile,
  serviceFiles,
} from './testing/DeploymentRepository';

// git and kustomize are the real ones.
jest.setTimeout(30_000);

const storefront = (tag: string) =>
  serviceFiles({
    service: 'storefront',
    environment: 'prod',
    cluster: 'shop-prod',
    tag,
  });

const hasHealth = (health: string) => (application: Application) =>
  application.status?.sync?.status === 'Synced' &&
  application.status.health?.status === health;

const key = {
  group: 'argoproj.io',
  plural: 'rollouts',
  namespace: 'ecommerce',
  name: 'storefront',
};

/** What the portal does not read, and what the lab has instead. */
const DIFFERENT = [
  // The custom resource has them; Argo CD's API leaves them out.
  'apiVersion',
  'kind',
  'metadata.generation',
  'metadata.resourceVersion',
  'spec.destination.server',
  'spec.syncPolicy.syncOptions[]',
  'status.controllerNamespace',
  'status.health.lastTransitionTime',
  'status.operationState.operation.retry.limit',
  'status.operationState.operation.sync.syncOptions[]',
  'status.operationState.syncResult.resources[].hookPhase',
  'status.operationState.syncResult.resources[].images[]',
  'status.reconciledAt',
  'status.resourceHealthSource',
  'status.sourceType',
  'status.sync.comparedTo.destination.namespace',
  'status.sync.comparedTo.destination.server',
  'status.sync.comparedTo.source.path',
  'status.sync.comparedTo.source.repoURL',
  'status.sync.comparedTo.source.targetRevision',
];

/** Every path in an object; elements of lists count as one. */
function shapeOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap(item => shapeOf(item, `${path}[]`)))];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, item]) =>
      shapeOf(item, path ? `${path}.${name}` : name),
    );
  }
  return [path];
}

describe('a release', () => {
  const directory = createMockDirectory();
  let lab: ArgoCdTestEnvironment;
  let controllers: { stop(): void };

  beforeEach(async () => {
    directory.clear();
    lab = await ArgoCdTestEnvironment.start(directory.path, {
      ...applicationSetFile('shop-prod', { prune: true, selfHeal: false }),
      ...storefront('826a72c4'),
    });
    controllers = startControllers({
      store: lab.cluster,
      imageExists: () => true,
      timings: { podReadyMillis: 5 },
    });
  });

  afterEach(async () => {
    controllers.stop();
    await lab.stop();
  });

  it('is suspended at its preview until somebody promotes it', async () => {
    const before = await lab.application(
      'storefront-prod',
      hasHealth('Healthy'),
    );
    const overlay = 'apps/storefront/overlays/prod/kustomization.yaml';
    await lab.push('Release 9f31c02', {
      [overlay]: storefront('9f31c02')[overlay].concat(
        'patches:\n  - target: {kind: Rollout}\n    patch: |-\n      [{"op": "add", "path": "/spec/strategy/blueGreen/autoPromotionEnabled", "value": false}]\n',
      ),
    });
    const paused = await lab.application(
      'storefront-prod',
      hasHealth('Suspended'),
    );
    const tree = await (
      await lab.get('/api/v1/applications/storefront-prod/resource-tree')
    ).json();
    lab.cluster.modify(
      key,
      rollout => ({
        ...rollout,
        status: { ...Object(rollout.status), pauseConditions: undefined },
      }),
      { subresource: 'status' },
    );
    const promoted = await lab.application(
      'storefront-prod',
      hasHealth('Healthy'),
    );

    expect(before.status?.summary?.images).toEqual([
      'registry.shop.example/shop/storefront:826a72c4',
    ]);
    expect(paused.status?.summary?.images).toEqual([
      'registry.shop.example/shop/storefront:826a72c4',
      'registry.shop.example/shop/storefront:9f31c02',
    ]);
    expect(
      tree.nodes.filter(({ kind }: { kind: string }) => kind === 'Pod'),
    ).toHaveLength(4);
    expect(promoted.status?.history).toHaveLength(2);
  });

  it('has the shape of a real Application', async () => {
    await lab.application('storefront-prod', hasHealth('Healthy'));
    const listed: { items: Application[] } = await (
      await lab.get('/api/v1/applications')
    ).json();

    const own = shapeOf(listed.items[0]);
    expect(
      shapeOf(realApplication).filter(
        path => !own.includes(path) && !DIFFERENT.includes(path),
      ),
    ).toEqual([]);
  });
});
