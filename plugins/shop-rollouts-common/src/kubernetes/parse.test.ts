import * as fc from 'fast-check';
import { readFixture, snapshotFixture } from '../__testUtils__/fixtures';
import { parseApplication } from '../argocd';
import { parsePod } from './pod';
import { parseReplicaSet } from './replicaSet';
import { parseRollout } from './rollout';
import { parseService } from './service';

const parsers = {
  parseApplication,
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseService,
};

describe('reading real objects', () => {
  it('reads all that belong to one Rollout', () => {
    const snapshot = snapshotFixture('paused');
    expect(snapshot.replicaSets).toHaveLength(2);
    expect(snapshot.pods.length).toBeGreaterThan(0);
    expect(snapshot.services.map(({ spec }) => spec.selector)).toEqual([
      expect.objectContaining({ 'rollouts-pod-template-hash': '57bd89c9bb' }),
      expect.objectContaining({ 'rollouts-pod-template-hash': '6689f997c5' }),
    ]);
  });

  it('takes null for absent', () => {
    const rollout = parseRollout({
      metadata: { name: 'a', namespace: 'b', uid: 'c', labels: null },
      spec: { replicas: null, strategy: null },
      status: { pauseConditions: null, abort: null },
    });
    expect(rollout?.status).toEqual({});
    expect(rollout?.spec.replicas).toBeUndefined();
  });

  it('drops what it does not read', () => {
    const parsed = parseRollout(readFixture('rollout-paused'));
    expect(parsed).toBeDefined();
    expect(JSON.stringify(parsed)).not.toContain('managedFields');
    expect(parsed?.spec).not.toHaveProperty('selector');
  });
});

describe.each(Object.entries(parsers))('%s', (_name, parse) => {
  it.each([
    undefined,
    null,
    'text',
    7,
    [],
    {},
    { metadata: {} },
    { metadata: { name: 'a', namespace: 'b', uid: 'c' } },
    { metadata: { name: 1, namespace: 'b', uid: 'c' }, spec: {} },
  ])('answers undefined for %j', value => {
    expect(parse(value)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        fc.anything(),
        (metadata, spec, status) => {
          const readable = { name: 'a', namespace: 'b', uid: 'c' };
          expect(() => {
            parse({ metadata, spec, status });
            parse({ metadata: readable, spec, status });
          }).not.toThrow();
        },
      ),
    );
  });
});
