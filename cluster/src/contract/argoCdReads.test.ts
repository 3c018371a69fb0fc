import { z } from 'zod';
import { describeOnReal } from '../side/describeOnReal';
import { applicationSchema, hasHealth } from './support/Application';
import { ArgoCdContract } from './support/ArgoCdContract';
import { DeployedService } from './support/DeployedService';

jest.setTimeout(60_000);

const COMMIT = /^[0-9a-f]{40}$/;

const refSchema = z.object({
  group: z.string().optional(),
  kind: z.string(),
  name: z.string(),
});

const treeSchema = z.object({
  nodes: z.array(
    refSchema.extend({
      namespace: z.string(),
      uid: z.string(),
      parentRefs: z.array(refSchema).optional(),
      images: z.array(z.string()).optional(),
      health: z.object({ status: z.string() }).optional(),
    }),
  ),
});

describe("Argo CD's reads", () => {
  const contract = ArgoCdContract.register();
  let service: DeployedService;

  const list = async (query: string) => {
    const { body } = await contract.api.get(`/api/v1/applications?${query}`);
    return body;
  };

  beforeAll(async () => {
    // Nothing is deployed without a person, so a test can see it new.
    service = await contract.deploy('manual');
  });

  it('has no sync, health or operation of an Application that is new [l5]', async () => {
    const stream = contract.api.stream('/api/v1/stream/applications');
    const other = await contract.deploy('manual');
    const { application } = await stream.until(
      event => event.application?.metadata?.name === other.name,
    );
    stream.close();

    expect(application?.status).toMatchObject({
      health: {},
      sync: { status: '' },
      summary: {},
    });
    expect(application?.status?.health).toEqual({});
    expect(application?.status).not.toHaveProperty('operationState');
    expect(application?.status).not.toHaveProperty('resources');
  });

  it('says what is missing, and what differs [l5]', async () => {
    const application = await service.until(
      ({ status }) => status?.sync?.status === 'OutOfSync',
    );

    expect(application.status?.health?.status).toBe('Missing');
    expect(application.status?.sync?.revision).toMatch(COMMIT);
    expect(
      application.status?.resources?.map(({ kind, name, status }) => [
        kind,
        name,
        status,
      ]),
    ).toEqual([
      ['Service', `${service.name}-active`, 'OutOfSync'],
      ['Service', `${service.name}-preview`, 'OutOfSync'],
      ['Rollout', service.name, 'OutOfSync'],
    ]);
  });

  describe('of what is deployed', () => {
    beforeAll(async () => {
      await contract.api.post(`${service.path}/sync`, {});
      await service.until(hasHealth('Healthy'));
    });

    it('is the object of the API, without version and kind [l4]', async () => {
      const { status, body } = await contract.api.get(service.path);

      expect(status).toBe(200);
      expect(body).toMatchObject({
        metadata: {
          name: service.name,
          namespace: 'argocd',
          labels: { 'backstage.io/kubernetes-id': service.name },
          annotations: {
            'backstage.io/entity-ref': `component:default/${service.name}`,
          },
        },
        spec: {
          project: 'default',
          destination: {
            name: contract.argoCd.cluster.name,
            namespace: service.namespace,
          },
          source: {
            repoURL: contract.argoCd.repository.url,
            path: `apps/${service.name}/overlays/prod`,
            targetRevision: 'main',
          },
        },
        status: {
          sync: { status: 'Synced', revision: expect.stringMatching(COMMIT) },
          health: { status: 'Healthy' },
          summary: { images: ['example.invalid/web:1.0.0'] },
        },
      });
      expect(body).not.toHaveProperty('kind');
      expect(body).not.toHaveProperty('apiVersion');
    });

    it('selects fields of a list [l4]', async () => {
      const fields = [
        'items.metadata.name',
        'items.metadata.namespace',
        'items.spec.project',
        'items.status.sync.status',
        'items.status.operationState.phase',
      ];

      expect(await list(`name=${service.name}&fields=${fields}`)).toMatchObject(
        { metadata: {} },
      );
      expect(
        await list(`name=${service.name}&fields=${fields}`),
      ).toHaveProperty('items', [
        {
          metadata: { name: service.name, namespace: 'argocd' },
          spec: { project: 'default' },
          status: {
            operationState: { phase: 'Succeeded' },
            sync: { status: 'Synced' },
          },
        },
      ]);
    });

    it('passes over fields that cannot be selected, such as the history [l4]', async () => {
      const fields = 'items.metadata.name,items.status.history,items.none';

      expect(
        await list(`name=${service.name}&fields=${fields}`),
      ).toHaveProperty('items', [{ metadata: { name: service.name } }]);
    });

    it('leaves fields out [l4]', async () => {
      const answer = z.object({ items: z.tuple([applicationSchema]) }).parse(
        // With the whole spec and its parts at once it may answer 500.
        await list(
          `name=${service.name}&fields=-items.spec,items.metadata.labels,items.status.sync.status`,
        ),
      );
      const [{ metadata, status }] = answer.items;

      expect(metadata.annotations).toBeDefined();
      expect(metadata.labels).toBeUndefined();
      expect(status?.sync).toEqual({
        revision: expect.stringMatching(COMMIT),
      });
    });

    it.each(['', '&fields=items.metadata.name'])(
      'has null for items when nothing is found%s [l4]',
      async more => {
        expect(await list(`name=none${more}`)).toMatchObject({
          metadata: {},
          items: null,
        });
      },
    );

    it('tells the health of what is deployed in the tree [l6]', async () => {
      const { body } = await contract.api.get(`${service.path}/resource-tree`);
      const { nodes } = treeSchema.parse(body);
      const rollout = nodes.find(({ kind }) => kind === 'Rollout');
      const replicaSet = nodes.find(({ kind }) => kind === 'ReplicaSet');
      const pods = nodes.filter(({ kind }) => kind === 'Pod');

      expect(
        nodes.filter(({ kind }) => kind === 'Service').map(({ name }) => name),
      ).toEqual([`${service.name}-active`, `${service.name}-preview`]);
      expect(rollout).toMatchObject({
        group: 'argoproj.io',
        namespace: service.namespace,
        name: service.name,
        health: { status: 'Healthy' },
      });
      expect(rollout).not.toHaveProperty('parentRefs');
      expect(replicaSet).toMatchObject({
        group: 'apps',
        parentRefs: [{ kind: 'Rollout', name: service.name }],
      });
      expect(pods).toHaveLength(2);
      for (const pod of pods) {
        expect(pod).not.toHaveProperty('group');
        expect(pod).toMatchObject({
          parentRefs: [{ kind: 'ReplicaSet', name: replicaSet?.name }],
          images: ['example.invalid/web:1.0.0'],
        });
      }
    });

    it('tells who made a commit [l18]', async () => {
      const { status } = await service.read();
      const answer = await contract.api.get(
        `${service.path}/revisions/${status?.sync?.revision}/metadata`,
      );

      expect(answer).toMatchObject({
        status: 200,
        body: {
          author: 'Dana Kim <dana.kim@shop.example>',
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          message: 'Add a service',
        },
      });
    });

    it.each(['0'.repeat(40), 'main'])(
      'knows no commit %s [l18]',
      async revision => {
        const answer = await contract.api.get(
          `${service.path}/revisions/${revision}/metadata`,
        );

        expect(answer).toMatchObject({ status: 500, body: { code: 2 } });
      },
    );

    it('notes on each object which Application it is of [l20]', async () => {
      const rollout = await contract.kubernetes.get(service.rolloutPath);

      expect(rollout).toMatchObject({
        metadata: {
          annotations: {
            'argocd.argoproj.io/tracking-id': `${service.name}:argoproj.io/Rollout:${service.namespace}/${service.name}`,
          },
        },
      });
    });
  });

  describeOnReal('the version', 'the portal does not ask for it', () => {
    it('is told to everybody, at one address [l3]', async () => {
      const { api } = contract;

      expect(await api.get('/api/version', { as: 'nobody' })).toMatchObject({
        status: 200,
        body: { Version: expect.any(String) },
      });
      expect(await api.get('/api/v1/version')).toMatchObject({ status: 404 });
    });
  });
});
