import { Manifest } from './Manifest';
import rollouts from './testing/fixtures/rollouts.json';
import { healthOf, worstHealth } from './health';

describe('healthOf', () => {
  const object = (
    type: string,
    rest: { metadata?: object; spec?: object; status?: object },
  ): Manifest => {
    const [kind, version, ...groups] = type.split('.');
    const group = groups.join('.');
    const { metadata, ...parts } = rest;
    return {
      apiVersion: group ? `${group}/${version}` : version,
      kind,
      metadata: { name: 'web', namespace: 'shop', ...metadata },
      ...parts,
    };
  };

  it('says of real Rollouts what Argo CD says', () => {
    expect(rollouts.map(rollout => healthOf(rollout))).toEqual([
      'Healthy',
      'Progressing',
      'Suspended',
      'Suspended',
      'Suspended',
      'Progressing',
      'Degraded',
      'Degraded',
      'Degraded',
    ]);
  });

  it('waits for a Rollout that its controller has not seen', () => {
    const unseen = [{}, { phase: 'Healthy', observedGeneration: '1' }].map(
      status =>
        object('Rollout.v1alpha1.argoproj.io', {
          metadata: { generation: 2 },
          status,
        }),
    );

    expect(unseen.map(healthOf)).toEqual(['Progressing', 'Progressing']);
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

    expect(healthOf(deployment)).toBe(expected);
  });

  it('has no opinion on a ConfigMap, and does not trust a broken status', () => {
    const broken = object('Deployment.v1.apps', {
      status: { replicas: 'many' },
    });

    expect(healthOf(object('ConfigMap.v1', {}))).toBeUndefined();
    expect(healthOf(broken)).toBe('Unknown');
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
