import { z } from 'zod';
import { ResourceStatus } from './Application';
import { Cluster } from './cluster/Cluster';
import { healthOf, HealthStatus } from './health';
import { identify, Manifest, ResourceIdentity } from './Manifest';

const podSchema = z.object({
  kind: z.literal('Pod'),
  spec: z.object({
    containers: z.array(
      z.object({ image: z.string() }).transform(({ image }) => image),
    ),
  }),
});

type ResourceRef = Omit<ResourceIdentity, 'group'> & {
  /** Not there for the core group. */
  group?: string;
  uid?: string;
};

export interface ResourceNode extends ResourceRef {
  /** What made it; not there for what Git names. */
  parentRefs?: ResourceRef[];
  /** Those that a pod runs. */
  images?: string[];
  health?: { status: HealthStatus };
}

/** The live objects of an Application, and what they made. */
export function resourceTree(
  resources: readonly ResourceStatus[],
  cluster: Cluster,
): ResourceNode[] {
  return resources.flatMap(
    ({ group = '', kind = '', namespace = '', name = '' }) => {
      const object = cluster.find({ group, kind, namespace, name });
      return object ? nodesOf(object, cluster, []) : [];
    },
  );
}

function nodesOf(
  object: Manifest,
  cluster: Cluster,
  parentRefs: ResourceRef[],
): ResourceNode[] {
  const { group, ...identity } = identify(object);
  const ref = {
    ...(group && { group }),
    ...identity,
    uid: object.metadata.uid,
  };
  const health = healthOf(object);
  const images = podSchema.safeParse(object).data?.spec.containers;
  const node: ResourceNode = {
    ...ref,
    ...(parentRefs.length > 0 && { parentRefs }),
    ...(images && { images }),
    ...(health && { health: { status: health } }),
  };
  const children = cluster.ownedBy(object);
  return [node, ...children.flatMap(child => nodesOf(child, cluster, [ref]))];
}
