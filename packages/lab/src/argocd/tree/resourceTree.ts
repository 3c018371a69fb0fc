import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { ResourceStatus } from '../Application';
import { ClusterCache } from '../cluster/ClusterCache';
import { ResourceHealth, resourceHealth } from '../health/resourceHealth';
import { identify, imagesOf } from '../manifests/Manifest';
import { podInfo } from './podInfo';

interface ResourceRef {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  uid: string;
}

export interface ResourceNode extends ResourceRef {
  parentRefs?: ResourceRef[];
  info?: Array<{ name: string; value: string }>;
  networkingInfo?: {
    labels?: Record<string, string>;
    targetLabels?: Record<string, string>;
  };
  resourceVersion: string;
  images?: string[];
  health?: ResourceHealth;
  createdAt: string;
}

export interface ResourceTree {
  nodes: ResourceNode[];
}

const serviceSelector = z.object({
  spec: z.object({ selector: z.record(z.string(), z.string()) }),
});

const REVISION_ANNOTATIONS = [
  'rollout.argoproj.io/revision',
  'deployment.kubernetes.io/revision',
];

/** The live objects of an Application, and what they made. */
export function resourceTree(
  resources: readonly ResourceStatus[],
  cache: Pick<ClusterCache, 'find' | 'ownedBy'>,
): ResourceTree {
  const nodes = new Map<string, ResourceNode>();
  const visit = (object: KubernetesObject, parent?: KubernetesObject) => {
    const { uid } = object.metadata;
    if (!nodes.has(uid)) {
      nodes.set(uid, toNode(object, parent));
      for (const child of cache.ownedBy(uid)) {
        visit(child, object);
      }
    }
  };
  for (const {
    group = '',
    kind = '',
    namespace = '',
    name = '',
  } of resources) {
    const object = cache.find({ group, kind, namespace, name });
    if (object) {
      visit(object);
    }
  }
  return { nodes: [...nodes.values()].sort(byIdentity) };
}

/** Every image that a pod of the tree runs. */
export function imagesInTree(tree: ResourceTree): string[] {
  return [...new Set(tree.nodes.flatMap(node => node.images ?? []))].sort();
}

function toNode(
  object: KubernetesObject,
  parent: KubernetesObject | undefined,
): ResourceNode {
  const info = infoOf(object);
  const networkingInfo = networkingOf(object);
  const images = object.kind === 'Pod' ? imagesOf(object) : [];
  const health = resourceHealth(object);
  return {
    ...refTo(object),
    ...(parent && { parentRefs: [refTo(parent)] }),
    ...(info.length > 0 && { info }),
    ...(networkingInfo && { networkingInfo }),
    resourceVersion: object.metadata.resourceVersion,
    ...(images.length > 0 && { images }),
    ...(health && { health }),
    createdAt: object.metadata.creationTimestamp,
  };
}

function refTo(object: KubernetesObject): ResourceRef {
  const { group, version, kind, namespace, name } = identify(object);
  return {
    ...(group && { group }),
    version,
    kind,
    ...(namespace && { namespace }),
    name,
    uid: object.metadata.uid,
  };
}

function infoOf(object: KubernetesObject): ResourceNode['info'] & object {
  if (object.kind === 'Pod') {
    return podInfo(object);
  }
  const { annotations = {} } = object.metadata;
  const key = REVISION_ANNOTATIONS.find(name => name in annotations);
  return key ? [{ name: 'Revision', value: `Rev:${annotations[key]}` }] : [];
}

function networkingOf(
  object: KubernetesObject,
): ResourceNode['networkingInfo'] {
  if (object.kind === 'Pod' && object.metadata.labels) {
    return { labels: object.metadata.labels };
  }
  const service = serviceSelector.safeParse(object);
  return object.kind === 'Service' && service.success
    ? { targetLabels: service.data.spec.selector }
    : undefined;
}

function byIdentity(a: ResourceNode, b: ResourceNode): number {
  const text = ({ group = '', kind, name }: ResourceNode) =>
    `${group}/${kind}/${name}`;
  return text(a).localeCompare(text(b));
}
