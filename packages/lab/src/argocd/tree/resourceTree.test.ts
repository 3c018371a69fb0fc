import { z } from 'zod';
import { objectSchema } from '../cluster/KubernetesClient';
import { identify, keyOf } from '../manifests/Manifest';
import realTree from '../testing/fixtures/resource-tree-paused.json';
import release from '../testing/fixtures/paused-release.json';
import { imagesInTree, resourceTree } from './resourceTree';

describe('resourceTree', () => {
  const objects = z.array(objectSchema).parse(release);
  const cache = {
    find: (id: Parameters<typeof keyOf>[0]) =>
      objects.find(object => keyOf(identify(object)) === keyOf(id)),
    ownedBy: (uid: string) =>
      objects.filter(({ metadata }) =>
        metadata.ownerReferences?.some(owner => owner.uid === uid),
      ),
  };
  const managed = objects
    .filter(({ kind }) => ['Rollout', 'Service'].includes(kind))
    .map(identify);
  const tree = resourceTree(managed, cache);

  it('leads from the Rollout to its pods', () => {
    const pod = tree.nodes.find(({ kind }) => kind === 'Pod');
    const replicaSet = tree.nodes.find(
      ({ uid }) => uid === pod?.parentRefs?.[0].uid,
    );
    const rollout = tree.nodes.find(
      ({ uid }) => uid === replicaSet?.parentRefs?.[0].uid,
    );

    expect(tree.nodes.map(({ kind }) => kind).sort()).toEqual([
      'Pod',
      'Pod',
      'Pod',
      'Pod',
      'ReplicaSet',
      'ReplicaSet',
      'Rollout',
      'Service',
      'Service',
    ]);
    expect(rollout).toMatchObject({
      name: 'checkout',
      info: [{ name: 'Revision', value: 'Rev:2' }],
      health: { status: 'Suspended', message: 'BlueGreenPause' },
    });
    expect(rollout?.parentRefs).toBeUndefined();
    expect(pod?.info).toContainEqual({ name: 'Containers', value: '1/1' });
    expect(imagesInTree(tree)).toHaveLength(2);
  });

  it.each(['Pod', 'ReplicaSet', 'Rollout', 'Service'])(
    'describes a %s with the fields of a real tree',
    kind => {
      const own = tree.nodes.find(node => node.kind === kind);
      const real = realTree.nodes.find(node => node.kind === kind);

      expect(Object.keys(own ?? {}).sort()).toEqual(
        Object.keys(real ?? {}).sort(),
      );
      expect(own?.info?.map(({ name }) => name)).toEqual(
        real?.info
          ?.map(({ name }) => name)
          // The lab has no metrics.
          .filter(name => !['cpu', 'memory'].includes(name)),
      );
    },
  );

  it('leaves out what is not live', () => {
    const gone = { kind: 'Service', name: 'gone', namespace: 'shop' };

    expect(resourceTree([gone], cache).nodes).toEqual([]);
  });
});
