import { KubernetesObject } from '../../kubernetes/ResourceStore';
import rollouts from '../testing/fixtures/rollouts.json';
import { resourceHealth, worstHealth } from './resourceHealth';

describe('resourceHealth', () => {
  const object = (
    type: string,
    rest: { metadata?: object; spec?: object; status?: object },
  ): KubernetesObject => {
    const [kind, version, group] = type.split('.');
    return {
      apiVersion: group ? `${group}/${version}` : version,
      kind,
      spec: rest.spec,
      status: rest.status,
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: '1',
        resourceVersion: '1',
        creationTimestamp: '2026-11-22T09:34:06Z',
        ...rest.metadata,
      },
    };
  };

  it('says of real Rollouts what Argo CD says', () => {
    expect(rollouts.map(rollout => resourceHealth(rollout))).toEqual([
      { status: 'Healthy' },
      { status: 'Progressing', message: 'active service cutover pending' },
      { status: 'Suspended', message: 'BlueGreenPause' },
      { status: 'Suspended', message: 'manually paused' },
      { status: 'Suspended', message: 'BlueGreenPause' },
      { status: 'Progressing', message: 'active service cutover pending' },
      {
        status: 'Degraded',
        message: 'RolloutAborted: Rollout aborted update to revision 2',
      },
      {
        status: 'Degraded',
        message: expect.stringContaining('ProgressDeadlineExceeded'),
      },
      { status: 'Degraded', message: expect.stringContaining('InvalidSpec') },
    ]);
  });

  it('waits for a Rollout that its controller has not seen', () => {
    const [healthy] = rollouts;
    const changed = {
      ...healthy,
      metadata: { ...healthy.metadata, generation: 9 },
    };

    expect(resourceHealth(changed)?.status).toBe('Progressing');
    expect(resourceHealth({ ...healthy, status: {} })?.status).toBe(
      'Progressing',
    );
  });

  it.each([
    ['Healthy', {}],
    ['Progressing', { observedGeneration: 1 }],
    ['Progressing', { updatedReplicas: 1 }],
    ['Progressing', { replicas: 3 }],
    ['Progressing', { availableReplicas: 1 }],
    [
      'Degraded',
      {
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
    ],
  ])('calls a Deployment %s with %j', (expected, change) => {
    const deployment = object('Deployment.v1.apps', {
      metadata: { generation: 2 },
      spec: { replicas: 2 },
      status: {
        observedGeneration: 2,
        replicas: 2,
        updatedReplicas: 2,
        availableReplicas: 2,
        ...change,
      },
    });

    expect(resourceHealth(deployment)?.status).toBe(expected);
  });

  it.each([
    ['Healthy', { phase: 'Succeeded' }],
    ['Degraded', { phase: 'Failed' }],
    ['Progressing', { phase: 'Pending' }],
    ['Progressing', { phase: 'Running' }],
    [
      'Healthy',
      { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    ],
    [
      'Degraded',
      {
        phase: 'Pending',
        containerStatuses: [
          { state: { waiting: { reason: 'ImagePullBackOff' } } },
        ],
      },
    ],
  ])('calls a pod %s with %j', (expected, status) => {
    const pod = object('Pod.v1', { spec: { containers: [] }, status });

    expect(resourceHealth(pod)?.status).toBe(expected);
  });

  it('waits for the address of a load balancer, and for a deletion', () => {
    const service = object('Service.v1', { spec: { type: 'LoadBalancer' } });
    const leaving = object('ConfigMap.v1', {
      metadata: { deletionTimestamp: '2026-11-22T09:34:06Z' },
    });

    expect(resourceHealth(service)?.status).toBe('Progressing');
    expect(resourceHealth(leaving)?.status).toBe('Progressing');
  });

  it('has no opinion on a ConfigMap, and does not trust a broken status', () => {
    const broken = object('Pod.v1', { spec: {}, status: { phase: 7 } });

    expect(resourceHealth(object('ConfigMap.v1', {}))).toBeUndefined();
    expect(resourceHealth(broken)?.status).toBe('Unknown');
  });

  it('takes the worst of all', () => {
    expect(worstHealth([])).toBe('Healthy');
    expect(worstHealth(['Healthy', 'Suspended'])).toBe('Suspended');
    expect(worstHealth(['Suspended', 'Progressing', 'Healthy'])).toBe(
      'Progressing',
    );
    expect(worstHealth(['Degraded', 'Missing'])).toBe('Degraded');
  });
});
