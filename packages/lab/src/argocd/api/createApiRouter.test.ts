import { createMockDirectory } from '@backstage/backend-test-utils';
import request from 'supertest';
import { Application } from '../Application';
import {
  ArgoCdTestEnvironment,
  tokens,
} from '../testing/ArgoCdTestEnvironment';
import {
  applicationSetFile,
  serviceFiles,
} from '../testing/DeploymentRepository';

// git and kustomize are the real ones.
jest.setTimeout(30_000);

const path = '/api/v1/applications/storefront-prod';

const isSettled = ({ operation, status }: Application) =>
  !operation && status?.sync?.status === 'Synced';

describe("Argo CD's API", () => {
  const directory = createMockDirectory();
  let lab: ArgoCdTestEnvironment;

  const start = async (automated?: object) => {
    directory.clear();
    lab = await ArgoCdTestEnvironment.start(directory.path, {
      ...applicationSetFile('shop-prod', automated),
      ...serviceFiles({
        service: 'storefront',
        environment: 'prod',
        cluster: 'shop-prod',
        tag: '826a72c4',
      }),
    });
  };

  const get = (url: string, token = tokens.reader) =>
    request(lab.url).get(url).set('Authorization', `Bearer ${token}`);

  const sync = (body: object, token = tokens.portal) =>
    request(lab.url)
      .post(`${path}/sync`)
      .set('Authorization', `Bearer ${token}`)
      .set('Content-Type', 'application/json')
      .send(JSON.stringify(body));

  afterEach(() => lab.stop());

  describe('without automated sync', () => {
    beforeEach(() => start());

    it('syncs when asked, and says for whom', async () => {
      const accepted = await sync({
        infos: [{ name: 'Requested by', value: 'user:default/olga.petrova' }],
        prune: true,
      });
      const synced = await lab.application('storefront-prod', isSettled);

      expect(accepted.status).toBe(200);
      expect(accepted.body.operation).toMatchObject({
        initiatedBy: { username: 'portal' },
        info: [{ name: 'Requested by', value: 'user:default/olga.petrova' }],
      });
      expect(synced.status?.operationState).toMatchObject({
        phase: 'Succeeded',
        operation: {
          initiatedBy: { username: 'portal' },
          info: [{ name: 'Requested by', value: 'user:default/olga.petrova' }],
          sync: { prune: true, revision: synced.status?.sync?.revision },
        },
      });
      expect(synced.status?.history).toMatchObject([
        { id: 0, initiatedBy: { username: 'portal' } },
      ]);
    });

    it('takes one operation at a time', async () => {
      lab.faults.set({ delayMillis: 100 });
      const first = await sync({});
      const second = await sync({});

      expect(first.status).toBe(200);
      expect(second.status).toBe(400);
      expect(second.body).toEqual({
        error: 'another operation is already in progress',
        code: 9,
        message: 'another operation is already in progress',
      });
    });

    it('skips pruning unless it is asked for', async () => {
      await sync({});
      await lab.application('storefront-prod', isSettled);
      const commit = await lab.push('Drop settings', {
        'apps/storefront/base/kustomization.yaml':
          'resources: [rollout.yaml, services.yaml]',
      });
      await sync({});
      const application = await lab.application(
        'storefront-prod',
        ({ operation, status }) =>
          !operation && status?.operationState?.syncResult?.revision === commit,
      );

      expect(
        application.status?.operationState?.syncResult?.resources?.at(-1),
      ).toMatchObject({
        kind: 'ConfigMap',
        status: 'PruneSkipped',
        message: 'ignored (requires pruning)',
      });
      expect(
        application.status?.resources?.find(({ kind }) => kind === 'ConfigMap'),
      ).toMatchObject({ status: 'OutOfSync', requiresPruning: true });
      expect(lab.find('configmaps', 'storefront-settings')).toBeDefined();
    });

    it('sees a commit by refresh, which answers when it is done', async () => {
      await sync({});
      await lab.application('storefront-prod', isSettled);
      const commit = await lab.repository.commit(
        'Release',
        serviceFiles({
          service: 'storefront',
          environment: 'prod',
          cluster: 'shop-prod',
          tag: '9f31c02',
        }),
      );

      const before = await get(path);
      const after = await get(`${path}?refresh=normal`);

      expect(before.body.status.sync.revision).not.toBe(commit);
      expect(after.body.status.sync).toMatchObject({
        status: 'OutOfSync',
        revision: commit,
      });
    });
  });

  describe('with automated sync', () => {
    beforeEach(async () => {
      await start({ prune: true });
      await lab.application('storefront-prod', isSettled);
    });

    it('syncs to no other revision than the tracked one', async () => {
      const other = await sync({ revision: 'v1' });
      const tracked = await sync({ revision: 'main' });

      expect(other.status).toBe(400);
      expect(other.body).toMatchObject({
        code: 9,
        message: 'Cannot sync to v1: auto-sync currently set to main',
      });
      expect(tracked.status).toBe(200);
    });

    it('refuses as Argo CD refuses', async () => {
      const missing = await get('/api/v1/applications/nothing');
      const inProject = await get(
        '/api/v1/applications/nothing?project=ecommerce',
      );
      const wrongProject = await get(`${path}?project=coffeeshop`);
      const elsewhere = await get(`${path}?appNamespace=elsewhere`);
      const denied = await sync({}, tokens.reader);
      const nobody = await request(lab.url).get(path);
      const garbage = await get(path, 'garbage');
      const unknown = await get('/api/v1/version');
      const wrongBody = await sync({ prune: 'yes' });
      const dryRun = await sync({ dryRun: true });
      const noJson = await request(lab.url)
        .post(`${path}/sync`)
        .set('Authorization', `Bearer ${tokens.portal}`)
        .set('Content-Type', 'application/json')
        .send('{');

      expect(missing.status).toBe(403);
      expect(missing.body).toEqual({
        error: 'permission denied',
        code: 7,
        message: 'permission denied',
      });
      expect([inProject.status, inProject.body.code]).toEqual([404, 5]);
      expect([wrongProject.status, wrongProject.body.code]).toEqual([404, 5]);
      expect(elsewhere.status).toBe(403);
      expect(denied.status).toBe(403);
      expect(denied.body.message).toMatch(
        /^permission denied: applications, sync, ecommerce\/storefront-prod, sub: reader, iat: \S+$/,
      );
      for (const answer of [nobody, garbage]) {
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual({
          error: 'no session information',
          code: 16,
          message: 'no session information',
        });
      }
      expect([unknown.status, unknown.text]).toEqual([404, 'Not Found\n']);
      expect([wrongBody.status, wrongBody.body.code]).toEqual([400, 3]);
      expect([dryRun.status, dryRun.body.code]).toEqual([400, 3]);
      expect([noJson.status, noJson.body.code]).toEqual([400, 3]);
    });

    it.each([
      ['post', '/sync', 'application/json; charset=utf-8'],
      ['post', '/sync', 'text/plain'],
      ['delete', '/operation', undefined],
    ] as const)('takes no %s %s with type %s', async (method, end, type) => {
      const asked = request(lab.url)
        [method](path + end)
        .set('Authorization', `Bearer ${tokens.portal}`);
      const answer = await (type ? asked.set('Content-Type', type) : asked);

      expect(answer.status).toBe(415);
      expect(answer.text).toBe('Invalid content type\n');
    });

    it('refuses a foreign host and a foreign origin', async () => {
      const host = await get(path).set('Host', 'attacker.example');
      const origin = await get(path).set('Origin', 'https://attacker.example');

      expect([host.status, origin.status]).toEqual([403, 403]);
    });

    it('tells who made a commit', async () => {
      const application: Application = (await get(path)).body;
      const commit = application.status?.sync?.revision;
      const metadata = await get(`${path}/revisions/${commit}/metadata`);
      const unknown = await get(`${path}/revisions/${'0'.repeat(40)}/metadata`);

      expect(metadata.body).toEqual({
        author: 'Dana Kim <dana.kim@shop.example>',
        date: '2026-11-22T09:30:00Z',
        message: 'Add services',
      });
      expect(unknown.status).toBe(500);
    });

    it('streams events, first what is, then what changes', async () => {
      const stream = lab.stream();
      const first = await stream.next();
      lab.setRolloutStatus('storefront', 'Paused', 'BlueGreenPause');
      const second = await stream.next();
      await stream.return(undefined);

      expect(first.value).toMatchObject({
        type: 'ADDED',
        application: {
          metadata: { name: 'storefront-prod' },
          status: { health: { status: 'Progressing' } },
        },
      });
      expect(second.value).toMatchObject({
        type: 'MODIFIED',
        application: { status: { health: { status: 'Suspended' } } },
      });
    });

    it('has a page that links can end at', async () => {
      const page = await request(lab.url).get(
        '/applications/argocd/storefront-prod',
      );
      const missing = await request(lab.url).get('/applications/argocd/none');
      const list = await request(lab.url).get('/');

      expect(page.status).toBe(200);
      expect(page.text).toContain('<h1>storefront-prod</h1>');
      expect(page.text).toContain('<dt>Sync</dt><dd>Synced</dd>');
      expect(page.text).toContain('<dt>Rollout storefront</dt><dd>Synced</dd>');
      expect(missing.status).toBe(404);
      expect(list.text).toContain(
        'href="/applications/argocd/storefront-prod"',
      );
    });

    it('counts what it is asked', async () => {
      lab.options.counter.reset();
      await get(path);

      expect(lab.options.counter.snapshot()).toEqual({
        [`argocd GET ${path}`]: 1,
      });
    });
  });
});
