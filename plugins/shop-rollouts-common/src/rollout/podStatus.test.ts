import { aPod } from '../__testUtils__/objects';
import { snapshotFixture } from '../__testUtils__/fixtures';
import { podStatus } from './podStatus';

const container = (state: object, ready = false, restartCount = 0) => ({
  containerStatuses: [{ name: 'storefront', ready, restartCount, state }],
  conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
});

const withInit = (initContainers: object[], initContainerStatuses: object[]) =>
  aPod({
    spec: { containers: [{ name: 'storefront' }], initContainers },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [],
      initContainerStatuses,
    },
  });

describe('podStatus', () => {
  it('says Running and ready for real ready pods', () => {
    for (const pod of snapshotFixture('paused').pods) {
      expect(podStatus(pod)).toEqual({
        name: pod.metadata.name,
        ready: true,
        status: 'Running',
        restarts: 0,
      });
    }
  });

  it.each([
    [
      'a tag that does not exist',
      container({
        waiting: { reason: 'ImagePullBackOff', message: 'not found' },
      }),
      { status: 'ImagePullBackOff', message: 'not found', ready: false },
    ],
    [
      'a crash loop',
      container({ waiting: { reason: 'CrashLoopBackOff' } }, false, 4),
      { status: 'CrashLoopBackOff', restarts: 4 },
    ],
    [
      'an exit with a reason',
      container({ terminated: { reason: 'OOMKilled', exitCode: 137 } }),
      { status: 'OOMKilled' },
    ],
    [
      'an exit by a signal',
      container({ terminated: { signal: 9 } }),
      { status: 'Signal:9' },
    ],
    [
      'an exit by a code',
      container({ terminated: { exitCode: 3 } }),
      { status: 'ExitCode:3' },
    ],
    [
      'a pod that is not ready though it runs',
      container({ running: {} }),
      { status: 'Running', ready: false },
    ],
    [
      'an evicted pod',
      {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'low on memory',
        containerStatuses: [],
      },
      { status: 'Evicted', message: 'low on memory' },
    ],
    [
      'a pod that fits nowhere',
      {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available',
          },
        ],
      },
      { status: 'Pending', message: '0/3 nodes are available', ready: false },
    ],
  ])('%s', (_case, status, expected) => {
    expect(podStatus(aPod({ status }))).toMatchObject(expected);
  });

  it('shows a finished helper beside a running container as Running', () => {
    const pod = aPod({
      spec: { containers: [{ name: 'storefront' }, { name: 'helper' }] },
      status: {
        containerStatuses: [
          {
            name: 'helper',
            ready: false,
            state: { terminated: { reason: 'Completed', exitCode: 0 } },
          },
          { name: 'storefront', ready: true, state: { running: {} } },
        ],
      },
    });
    expect(podStatus(pod).status).toBe('Running');
  });

  it('names the init container that it waits for', () => {
    const plain = [{ name: 'migrate' }, { name: 'warm' }];
    const done = { name: 'migrate', state: { terminated: { exitCode: 0 } } };
    expect(
      podStatus(
        withInit(plain, [done, { name: 'warm', state: { running: {} } }]),
      ).status,
    ).toBe('Init:1/2');
    expect(
      podStatus(
        withInit(plain, [
          { name: 'migrate', state: { waiting: { reason: 'ErrImagePull' } } },
        ]),
      ).status,
    ).toBe('Init:ErrImagePull');
    expect(
      podStatus(
        withInit(plain, [
          { name: 'migrate', state: { terminated: { exitCode: 1 } } },
        ]),
      ).status,
    ).toBe('Init:ExitCode:1');
  });

  it('counts a started sidecar as done, and waits for its readiness', () => {
    const pod = (ready: boolean) =>
      aPod({
        spec: {
          containers: [{ name: 'storefront' }],
          initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
        },
        status: {
          initContainerStatuses: [
            { name: 'proxy', started: true, ready, state: { running: {} } },
          ],
        },
      });
    expect(podStatus(pod(true))).toMatchObject({
      status: 'Running',
      ready: true,
    });
    expect(podStatus(pod(false))).toMatchObject({
      status: 'Running',
      ready: false,
    });
  });

  it('says Terminating, never ready, while it is being deleted', () => {
    const metadata = {
      name: 'storefront-1',
      namespace: 'ecommerce',
      uid: 'x',
      deletionTimestamp: '2026-11-22T14:00:00Z',
    };
    expect(podStatus(aPod({ metadata }))).toMatchObject({
      status: 'Terminating',
      ready: false,
    });
    expect(
      podStatus(aPod({ metadata, status: { reason: 'NodeLost' } })).status,
    ).toBe('Unknown');
  });
});
