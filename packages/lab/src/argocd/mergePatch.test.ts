import { apply } from 'json-merge-patch';
import { Manifest } from './Manifest';
import { applyPatch, isSatisfied, withLastApplied } from './mergePatch';

describe('applyPatch', () => {
  const manifest = (data: unknown) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data,
  });

  const live = (data: unknown, applied?: Manifest): Manifest => ({
    ...manifest(data),
    metadata: {
      name: 'settings',
      uid: '1',
      annotations: applied && withLastApplied(applied).metadata.annotations,
    },
  });

  const isSynced = (wanted: Manifest, found: Manifest) =>
    isSatisfied(applyPatch(wanted, found), found);

  it.each([
    ['the same', true, { a: 1 }, { a: 1 }],
    ['a field that Git does not name', true, { a: 1 }, { a: 1, b: 2 }],
    [
      'defaults in a list',
      true,
      { ports: [{ port: 80 }] },
      { ports: [{ port: 80, protocol: 'TCP' }] },
    ],
    ['an empty value that the server drops', true, { a: 1, b: null }, { a: 1 }],
    ['a changed field', false, { a: 2 }, { a: 1 }],
    ['a new field', false, { a: 1, b: 2 }, { a: 1 }],
    ['a longer list', false, { a: [1, 2] }, { a: [1] }],
    ['a shorter list', false, { a: [1] }, { a: [1, 2] }],
    ['an inner change', false, { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }],
  ])('judges %s: %s', (_name, synced, wanted, found) => {
    expect(isSynced(manifest(wanted), live(found))).toBe(synced);
  });

  it('removes what the last sync set and Git no longer names', () => {
    const before = manifest({ a: 1, b: { c: 2, d: 3 } });
    const found = live({ a: 1, b: { c: 2, d: 3, own: 4 }, other: 5 }, before);
    const wanted = manifest({ b: { c: 2 } });

    expect(isSynced(wanted, found)).toBe(false);
    expect(apply(found, applyPatch(wanted, found))).toMatchObject({
      data: { b: { c: 2, own: 4 }, other: 5 },
    });
  });

  it('does without a note of the last sync that somebody broke', () => {
    const found = live({ a: 1, b: 2 });
    found.metadata.annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{',
    };

    expect(isSynced(manifest({ a: 1 }), found)).toBe(true);
  });
});
