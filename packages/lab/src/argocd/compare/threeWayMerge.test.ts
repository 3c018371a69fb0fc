import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { Manifest } from '../manifests/Manifest';
import { threeWayPatch, withLastApplied } from './threeWayMerge';

describe('threeWayPatch', () => {
  const manifest = (data: unknown): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data,
  });

  const live = (data: unknown, applied?: Manifest): KubernetesObject => ({
    ...manifest(data),
    metadata: {
      name: 'settings',
      uid: '1',
      resourceVersion: '1',
      creationTimestamp: '2026-11-22T09:34:06Z',
      annotations: applied && withLastApplied(applied).metadata.annotations,
    },
  });

  it.each([
    ['the same', { a: 1 }, { a: 1 }],
    ['a field that Git does not name', { a: 1 }, { a: 1, b: 2 }],
    [
      'defaults in a list',
      { ports: [{ port: 80 }] },
      { ports: [{ port: 80, protocol: 'TCP' }] },
    ],
    ['an empty value that the server drops', { a: 1, b: null }, { a: 1 }],
  ])('leaves %s alone', (_name, wanted, found) => {
    expect(threeWayPatch(manifest(wanted), live(found))).toBeUndefined();
  });

  it.each([
    ['a changed field', { a: 2 }, { a: 1 }, { a: 2 }],
    ['a new field', { a: 1, b: 2 }, { a: 1 }, { b: 2 }],
    ['a longer list', { a: [1, 2] }, { a: [1] }, { a: [1, 2] }],
    ['a shorter list', { a: [1] }, { a: [1, 2] }, { a: [1] }],
    [
      'only the inner change',
      { a: { b: 1, c: 2 } },
      { a: { b: 1, c: 3 } },
      { a: { c: 2 } },
    ],
  ])('patches %s', (_name, wanted, found, patch) => {
    expect(threeWayPatch(manifest(wanted), live(found))).toEqual({
      data: patch,
    });
  });

  it('removes what the last sync set and Git no longer names', () => {
    const before = manifest({ a: 1, b: { c: 2, d: 3 } });
    const found = { a: 1, b: { c: 2, d: 3, own: 4 }, other: 5 };

    expect(
      threeWayPatch(manifest({ b: { c: 2 } }), live(found, before)),
    ).toEqual({ data: { a: null, b: { d: null } } });
  });

  it('does without a note of the last sync that somebody broke', () => {
    const found = live({ a: 1, b: 2 });
    found.metadata.annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{',
    };

    expect(threeWayPatch(manifest({ a: 1 }), found)).toBeUndefined();
  });
});
