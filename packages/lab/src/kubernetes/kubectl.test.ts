import { once } from 'events';
import { createInterface } from 'readline';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { pod, rollout } from './__testUtils__/objects';
import { TestCluster } from './__testUtils__/TestCluster';

// Each kubectl takes a moment on a busy machine, discovery included.
jest.setTimeout(60_000);

describe('the real kubectl', () => {
  const directory = createMockDirectory();
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await TestCluster.start(directory.path);
  });

  afterAll(async () => {
    await cluster.stop();
  });

  async function run(command: string, input?: unknown) {
    const args = ['-n', 'ecommerce', ...command.split(' ')];
    return cluster.kubectl(args, { input });
  }

  it('creates, reads, describes, patches, replaces and deletes', async () => {
    const created = await run('create -f -', rollout());
    expect(created).toEqual({
      code: 0,
      stdout: 'rollout.argoproj.io/storefront created\n',
      stderr: '',
    });

    const table = await run('get ro');
    expect(table.stdout).toMatch(/^NAME +AGE\nstorefront +\d+s\n$/);

    await run(
      'patch ro storefront --type=merge --subresource=status -p {"status":{"phase":"Paused"},"spec":{"replicas":9}}',
    );
    await run(
      'patch ro storefront --type=json -p [{"op":"replace","path":"/spec/replicas","value":4}]',
    );
    const described = await run('describe ro storefront');
    expect(described.stdout).toMatch(/Replicas: +4/);
    expect(described.stdout).toMatch(/Phase: +Paused/);

    const refused = await run(
      'patch ro storefront --subresource=status --type=json -p [{"op":"test","path":"/status/phase","value":"Healthy"}]',
    );
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'the server rejected our request due to an error in our request',
    );

    await run('scale ro storefront --replicas=6');
    const scaled = await run('get ro storefront -o jsonpath={.spec.replicas}');
    expect(scaled.stdout).toBe('6');

    const current = JSON.parse((await run('get ro storefront -o json')).stdout);
    current.spec.replicas = 5;
    const replaced = await run('replace -f -', current);
    expect(replaced.stdout).toBe('rollout.argoproj.io/storefront replaced\n');
    const outdated = await run('replace -f -', current);
    expect(outdated.stderr).toContain('the object has been modified');

    const deleted = await run('delete ro storefront');
    expect(deleted.code).toBe(0);
    const missing = await run('get ro storefront');
    expect(missing.stderr).toBe(
      'Error from server (NotFound): rollouts.argoproj.io "storefront" not found\n',
    );
  });

  it('lists and describes pods with their events', async () => {
    await run('create -f -', pod('web-1'));
    await run('create -f -', {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'web-1.1', namespace: 'ecommerce' },
      involvedObject: {
        kind: 'Pod',
        namespace: 'ecommerce',
        name: 'web-1',
        uid: cluster.store.get({
          group: '',
          plural: 'pods',
          namespace: 'ecommerce',
          name: 'web-1',
        })?.metadata.uid,
      },
      type: 'Warning',
      reason: 'Failed',
      message: 'Failed to pull image',
    });

    const pods = await run('get pods');
    expect(pods.stdout).toMatch(/^NAME +AGE\nweb-1 +\d+s\n$/);
    const described = await run('describe pod web-1');
    expect(described.stdout).toMatch(/Status: +Pending/);
    expect(described.stdout).toMatch(/Warning +Failed .*Failed to pull image/);
  });

  it('watches', async () => {
    const watching = await cluster.startKubectl(
      '-n ecommerce get cm -w -o name'.split(' '),
    );
    const lines = createInterface(watching.stdout)[Symbol.asyncIterator]();
    const create = (name: string) =>
      cluster.store.create(
        { group: '', plural: 'configmaps' },
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: 'ecommerce' },
        },
      );
    create('first');
    expect((await lines.next()).value).toBe('configmap/first');
    create('second');
    expect((await lines.next()).value).toBe('configmap/second');
    watching.kill();
    await once(watching, 'exit');
  });

  it.each([
    ['reader', 'list pods', 'yes'],
    ['reader', 'get pods/log', 'yes'],
    ['reader', 'list secrets', 'no'],
    ['reader', 'patch rollouts --subresource=status', 'no'],
    ['promoter', 'patch rollouts --subresource=status', 'yes'],
    ['promoter', 'patch rollouts', 'no'],
    ['changer', 'patch rollouts', 'yes'],
    ['changer', 'delete rollouts', 'no'],
    ['admin', 'delete rollouts', 'yes'],
  ] as const)('says whether a %s can %s', async (as, question, answer) => {
    const { stdout } = await cluster.kubectl(
      ['auth', 'can-i', '-n', 'ecommerce', ...question.split(' ')],
      { as },
    );
    expect(stdout).toBe(`${answer}\n`);
  });
});
