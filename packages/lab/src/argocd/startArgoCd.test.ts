import { createMockDirectory } from '@backstage/backend-test-utils';
import { Application } from './Application';
import { ArgoCdTestEnvironment } from './testing/ArgoCdTestEnvironment';
import {
  applicationSetFile,
  DEPLOY_URL,
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

const base = 'apps/storefront/base';
const overlay = 'apps/storefront/overlays/prod';

const isIdle = ({ operation, status }: Application) =>
  !operation && status?.operationState?.finishedAt !== undefined;
const isSynced = (application: Application) =>
  isIdle(application) && application.status?.sync?.status === 'Synced';
const isOutOfSync = (application: Application) =>
  isIdle(application) && application.status?.sync?.status === 'OutOfSync';
const hasHealth = (health: string) => (application: Application) =>
  isSynced(application) && application.status?.health?.status === health;
const hasCondition = (application: Application) =>
  (application.status?.conditions ?? []).length > 0;

const resultsOf = ({ status }: Application) =>
  status?.operationState?.syncResult?.resources?.map(({ message }) => message);

describe('startArgoCd', () => {
  const directory = createMockDirectory();
  let lab: ArgoCdTestEnvironment;

  const start = async (automated: object | undefined, spec?: object) => {
    lab = await ArgoCdTestEnvironment.start(directory.path, {
      ...applicationSetFile('shop-prod', automated, spec),
      ...storefront('826a72c4'),
    });
  };

  const rollout = () => lab.find('rollouts', 'storefront', 'argoproj.io');

  beforeEach(() => directory.clear());

  afterEach(() => lab.stop());

  it('deploys every overlay of its cluster', async () => {
    await start({ prune: true, selfHeal: false });
    const application = await lab.application('storefront-prod', isSynced);

    expect(application.metadata).toMatchObject({
      namespace: 'argocd',
      labels: {
        'backstage.io/kubernetes-id': 'storefront',
        environment: 'prod',
      },
      annotations: {
        'backstage.io/entity-ref': 'component:default/storefront',
      },
    });
    expect(rollout()).toMatchObject({
      metadata: {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'storefront-prod:argoproj.io/Rollout:ecommerce/storefront',
        },
      },
      spec: {
        template: {
          spec: {
            containers: [
              { image: 'registry.shop.example/shop/storefront:826a72c4' },
            ],
          },
        },
      },
    });
    expect(application.status?.operationState).toMatchObject({
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      operation: { initiatedBy: { automated: true } },
    });
    expect(resultsOf(application)).toEqual([
      'configmap/storefront-settings created',
      'service/storefront-active created',
      'service/storefront-preview created',
      'rollout.argoproj.io/storefront created',
    ]);
    expect(application.status?.history).toHaveLength(1);
  });

  it('follows the health of what it deployed', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', hasHealth('Progressing'));

    lab.setRolloutStatus('storefront', 'Healthy');
    await lab.application('storefront-prod', hasHealth('Healthy'));
    lab.setRolloutStatus('storefront', 'Paused', 'BlueGreenPause');
    const paused = await lab.application(
      'storefront-prod',
      hasHealth('Suspended'),
    );
    lab.setRolloutStatus('storefront', 'Degraded', 'RolloutAborted');
    await lab.application('storefront-prod', hasHealth('Degraded'));

    expect(
      paused.status?.resources?.find(({ kind }) => kind === 'Rollout'),
    ).toEqual({
      group: 'argoproj.io',
      version: 'v1alpha1',
      kind: 'Rollout',
      namespace: 'ecommerce',
      name: 'storefront',
      status: 'Synced',
      health: { status: 'Suspended' },
    });
  });

  it('syncs a push: changes, removed fields and pruned objects', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    const commit = await lab.push('Release 9f31c02', {
      [`${overlay}/kustomization.yaml`]:
        storefront('9f31c02')[`${overlay}/kustomization.yaml`],
      [`${base}/settings.yaml`]: storefront('')[
        `${base}/settings.yaml`
      ].replace(/ {2}colour: green\n/, ''),
      [`${base}/services.yaml`]:
        storefront('')[`${base}/services.yaml`].split('---')[0],
    });
    const application = await lab.application(
      'storefront-prod',
      current => isSynced(current) && current.status?.sync?.revision === commit,
    );

    expect(resultsOf(application)).toEqual([
      'configmap/storefront-settings configured',
      'service/storefront-active unchanged',
      'rollout.argoproj.io/storefront configured',
      'pruned',
    ]);
    expect(lab.find('configmaps', 'storefront-settings')?.data).toEqual({
      greeting: 'hello',
    });
    expect(lab.find('services', 'storefront-preview')).toBeUndefined();
    expect(rollout()?.spec).toMatchObject({
      template: {
        spec: {
          containers: [
            { image: 'registry.shop.example/shop/storefront:9f31c02' },
          ],
        },
      },
    });
    expect(application.status?.history?.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('does not sync a commit that changes nothing of an Application', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    const commit = await lab.push('Explain', { 'README.md': '# Deploy' });
    const application = await lab.application(
      'storefront-prod',
      ({ status }) => status?.sync?.revision === commit,
    );

    expect(application.status?.sync?.status).toBe('Synced');
    expect(application.status?.history).toHaveLength(1);
  });

  it('leaves a drift alone without selfHeal, and fields that Git does not name', async () => {
    await start({ prune: true, selfHeal: false });
    await lab.application('storefront-prod', isSynced);

    const key = {
      group: 'argoproj.io',
      plural: 'rollouts',
      namespace: 'ecommerce',
      name: 'storefront',
    };
    lab.cluster.modify(key, object => ({
      ...object,
      spec: { ...Object(object.spec), paused: true },
    }));
    lab.setRolloutStatus('storefront', 'Paused');
    await lab.application('storefront-prod', hasHealth('Suspended'));
    lab.cluster.modify(key, object => ({
      ...object,
      spec: { ...Object(object.spec), replicas: 5 },
    }));
    const application = await lab.application('storefront-prod', isOutOfSync);

    expect(application.status?.history).toHaveLength(1);
    expect(rollout()?.spec).toMatchObject({ replicas: 5, paused: true });
  });

  it('leaves the number of pods to others, also when it syncs a release', async () => {
    await start(
      { prune: true, selfHeal: true },
      {
        ignoreDifferences: [
          {
            group: 'argoproj.io',
            kind: 'Rollout',
            jsonPointers: ['/spec/replicas'],
          },
        ],
      },
    );
    await lab.application('storefront-prod', isSynced);
    lab.cluster.modify(
      {
        group: 'argoproj.io',
        plural: 'rollouts',
        namespace: 'ecommerce',
        name: 'storefront',
      },
      object => ({ ...object, spec: { ...Object(object.spec), replicas: 0 } }),
    );

    const commit = await lab.push('Release 9f31c02', {
      [`${overlay}/kustomization.yaml`]:
        storefront('9f31c02')[`${overlay}/kustomization.yaml`],
    });
    await lab.application(
      'storefront-prod',
      current => isSynced(current) && current.status?.sync?.revision === commit,
    );

    expect(rollout()?.spec).toMatchObject({
      replicas: 0,
      template: {
        spec: {
          containers: [
            { image: 'registry.shop.example/shop/storefront:9f31c02' },
          ],
        },
      },
    });
  });

  it('takes a drift back with selfHeal', async () => {
    await start({ prune: true, selfHeal: true });
    await lab.application('storefront-prod', isSynced);

    lab.cluster.modify(
      {
        group: '',
        plural: 'configmaps',
        namespace: 'ecommerce',
        name: 'storefront-settings',
      },
      object => ({ ...object, data: { greeting: 'bye', colour: 'green' } }),
    );
    const application = await lab.application(
      'storefront-prod',
      current =>
        isSynced(current) &&
        resultsOf(current)?.[0] === 'configmap/storefront-settings configured',
    );

    expect(lab.find('configmaps', 'storefront-settings')?.data).toEqual({
      greeting: 'hello',
      colour: 'green',
    });
    expect(application.status?.history).toHaveLength(1);
  });

  it("tells kustomize's own error, and mends itself with the next commit", async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    await lab.push('Break', { [`${base}/rollout.yaml`]: undefined });
    const broken = await lab.application('storefront-prod', hasCondition);
    await lab.push('Repair', {
      [`${base}/rollout.yaml`]: storefront('')[`${base}/rollout.yaml`],
    });
    const repaired = await lab.application('storefront-prod', isSynced);

    expect(broken.status?.sync?.status).toBe('Unknown');
    const [condition] = broken.status?.conditions ?? [];
    expect(condition.type).toBe('ComparisonError');
    expect(condition.message).toMatch(/^Failed to load target state: /);
    expect(condition.message).toContain('rollout.yaml');
    expect(condition.message).not.toContain(directory.path);
    expect(repaired.status?.conditions).toBeUndefined();
  });

  it('says what fails a sync, does the rest, and tries again', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    const settings = storefront('')[`${base}/settings.yaml`];
    const pod = { containers: [{ name: 'storefront', image: 'x' }] };
    const elsewhere = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'storefront', namespace: 'nowhere' },
      spec: pod,
    });
    await lab.push('Go elsewhere', {
      [`${base}/settings.yaml`]: `${settings.replace(
        'hello',
        'bye',
      )}\n---\n${elsewhere}`,
    });
    const application = await lab.application(
      'storefront-prod',
      ({ status }) => status?.operationState?.phase === 'Failed',
    );
    lab.createNamespace('nowhere');
    await lab.application('storefront-prod', isSynced);

    expect(application.status?.operationState?.message).toContain(
      'namespaces "nowhere" not found',
    );
    expect(application.status?.history).toHaveLength(1);
    expect(lab.find('configmaps', 'storefront-settings')?.data).toMatchObject({
      greeting: 'bye',
    });
  });

  it('says when a cluster does not serve a kind', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    const settings = storefront('')[`${base}/settings.yaml`];
    await lab.push('Add a gadget', {
      [`${base}/settings.yaml`]: `${settings}\n---\napiVersion: example.com/v1\nkind: Gadget\nmetadata:\n  name: storefront\n`,
    });
    const application = await lab.application('storefront-prod', hasCondition);

    expect(application.status?.conditions?.[0].message).toBe(
      'Failed to load live state of example.com/v1 Gadget: the server could not find the requested resource',
    );
  });

  it('deploys the kinds that services bring beside their workload', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    const manifests = [
      ['monitoring.coreos.com/v1', 'PrometheusRule', { groups: [] }],
      ['monitoring.coreos.com/v1', 'Probe', { interval: '30s' }],
      ['external-secrets.io/v1', 'ExternalSecret', { data: [] }],
      ['autoscaling/v2', 'HorizontalPodAutoscaler', { maxReplicas: 4 }],
      ['traefik.io/v1alpha1', 'IngressRoute', { routes: [] }],
      ['networking.k8s.io/v1', 'Ingress', { rules: [] }],
      [
        'networking.k8s.io/v1',
        'NetworkPolicy',
        {
          podSelector: {},
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        },
      ],
    ].map(([apiVersion, kind, spec]) =>
      JSON.stringify({
        apiVersion,
        kind,
        metadata: { name: 'storefront' },
        spec,
      }),
    );
    const settings = storefront('')[`${base}/settings.yaml`];
    const commit = await lab.push('Bring more', {
      [`${base}/settings.yaml`]: [settings, ...manifests].join('\n---\n'),
    });
    const application = await lab.application(
      'storefront-prod',
      current => isSynced(current) && current.status?.sync?.revision === commit,
    );

    expect(application.status?.resources).toHaveLength(4 + manifests.length);
  });

  it('adds an Application with its overlay and removes it with what it deployed', async () => {
    await start({ prune: true });
    await lab.push('Add reviews', {
      ...serviceFiles({
        service: 'reviews',
        environment: 'prod',
        cluster: 'shop-prod',
        tag: 'c0ffee1',
      }),
      ...serviceFiles({
        service: 'reviews',
        environment: 'dev',
        cluster: 'shop-dev',
        tag: 'c0ffee1',
      }),
    });
    await lab.application('reviews-prod', isSynced);
    const added = await (await lab.get('/api/v1/applications')).json();

    await lab.push('Remove reviews', { 'apps/reviews': undefined });
    const names = ({ items }: { items: Application[] }) =>
      items.map(({ metadata }) => metadata.name);
    expect(names(added)).toEqual(['reviews-prod', 'storefront-prod']);
    const left = await (await lab.get('/api/v1/applications')).json();
    expect(names(left)).toEqual(['storefront-prod']);
    expect(lab.find('rollouts', 'reviews', 'argoproj.io')).toBeUndefined();
    expect(rollout()).toBeDefined();
  });

  it('keeps the Applications of an ApplicationSet that cannot be rendered', async () => {
    await start({ prune: true });
    const config = `${overlay}/config.json`;
    const { entityRef: _missing, ...rest } = JSON.parse(storefront('')[config]);

    await lab.push('Forget a key', { [config]: JSON.stringify(rest) });

    expect(lab.errors.map(String)).toEqual([
      expect.stringMatching(/applicationset.yaml: .*"entityRef"/),
    ]);
    await lab.application('storefront-prod', isSynced);
  });

  it('continues where it was after a restart', async () => {
    await start({ prune: true });
    const before = await lab.application('storefront-prod', isSynced);

    await lab.stopArgoCd();
    const commit = await lab.repository.commit(
      'Release 9f31c02',
      storefront('9f31c02'),
    );
    await lab.startArgoCd();
    const after = await lab.application(
      'storefront-prod',
      current => isSynced(current) && current.status?.sync?.revision === commit,
    );

    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(after.status?.history?.map(({ revision }) => revision)).toEqual([
      before.status?.sync?.revision,
      commit,
    ]);
  });

  it('says when the cluster is down, and syncs once it is back', async () => {
    await start({ prune: true });
    await lab.application('storefront-prod', isSynced);

    lab.faults.set({ down: true });
    await lab.push('Release 9f31c02', storefront('9f31c02'));
    const failed = await lab.application(
      'storefront-prod',
      ({ status }) => status?.operationState?.phase === 'Failed',
    );
    lab.faults.set({ down: false });
    await lab.application('storefront-prod', isSynced);

    expect(failed.status?.operationState?.message).toContain(
      'one or more objects failed to apply',
    );
    expect(rollout()?.spec).toMatchObject({
      template: {
        spec: {
          containers: [
            { image: 'registry.shop.example/shop/storefront:9f31c02' },
          ],
        },
      },
    });
  });

  it('refuses a repository that is not its own', async () => {
    await start({ prune: true });
    const file = applicationSetFile('shop-prod', { prune: true });
    const [path] = Object.keys(file);

    await lab.push('Point elsewhere', {
      [path]: file[path].replace(
        `source:\n        repoURL: ${DEPLOY_URL}`,
        'source:\n        repoURL: http://other.example/x.git',
      ),
    });
    const application = await lab.application('storefront-prod', hasCondition);

    expect(application.status?.conditions?.[0].message).toBe(
      "repository 'http://other.example/x.git' is not permitted",
    );
  });
});
