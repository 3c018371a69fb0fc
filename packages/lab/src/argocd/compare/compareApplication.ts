import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { ResourceStatus } from '../Application';
import { ClusterCache } from '../cluster/ClusterCache';
import {
  HealthStatusCode,
  ResourceHealth,
  resourceHealth,
  worstHealth,
} from '../health/resourceHealth';
import { identify, keyOf, Manifest } from '../manifests/Manifest';
import { threeWayPatch } from './threeWayMerge';

export interface ComparedResource {
  status: ResourceStatus & { status: 'Synced' | 'OutOfSync' };
  desired?: Manifest;
  live?: KubernetesObject;
  health?: ResourceHealth;
}

export interface Comparison {
  status: 'Synced' | 'OutOfSync';
  health: HealthStatusCode;
  resources: ComparedResource[];
}

/** What Git wants against what the cluster has. */
export function compareApplication(
  application: string,
  desired: readonly Manifest[],
  cache: Pick<ClusterCache, 'find' | 'managedBy'>,
): Comparison {
  const wanted = desired.map(manifest => compareOne(manifest, cache));
  const keys = new Set(desired.map(manifest => keyOf(identify(manifest))));
  const surplus = cache
    .managedBy(application)
    .filter(object => !keys.has(keyOf(identify(object))))
    .map(toSurplus);
  const resources = [...wanted, ...surplus];
  const inSync = resources.every(({ status }) => status.status === 'Synced');
  return {
    status: inSync ? 'Synced' : 'OutOfSync',
    health: worstHealth(wanted.flatMap(({ health }) => health?.status ?? [])),
    resources,
  };
}

function compareOne(
  desired: Manifest,
  cache: Pick<ClusterCache, 'find'>,
): ComparedResource {
  const live = cache.find(identify(desired));
  const synced = live !== undefined && !threeWayPatch(desired, live);
  return {
    status: toStatus(desired, synced ? 'Synced' : 'OutOfSync'),
    desired,
    live,
    health: live ? resourceHealth(live) : { status: 'Missing' },
  };
}

function toSurplus(live: KubernetesObject): ComparedResource {
  return {
    status: { ...toStatus(live, 'OutOfSync'), requiresPruning: true },
    live,
    health: resourceHealth(live),
  };
}

function toStatus(
  object: Manifest | KubernetesObject,
  status: 'Synced' | 'OutOfSync',
) {
  const { group, version, kind, namespace, name } = identify(object);
  return {
    ...(group && { group }),
    version,
    kind,
    ...(namespace && { namespace }),
    name,
    status,
  };
}
