import { ResourceStatus } from './Application';
import { Cluster } from './cluster/Cluster';
import { healthOf, HealthStatus, worstHealth } from './health';
import { withIgnored } from './ignoreDifferences';
import { identify, keyOf, Manifest } from './Manifest';
import { applyPatch, isSatisfied } from './mergePatch';

export interface ComparedResource {
  status: ResourceStatus;
  object: Manifest;
  /** Undefined for what Git no longer wants. */
  desired?: Manifest;
  live?: Manifest;
}

export interface Comparison {
  revision: string;
  status: 'Synced' | 'OutOfSync';
  health: HealthStatus;
  resources: ComparedResource[];
}

/** What Git wants at a revision against what the cluster has. */
export function compareApplication(
  application: string,
  target: {
    revision: string;
    manifests: readonly Manifest[];
    ignored?: Parameters<typeof withIgnored>[2];
  },
  cluster: Cluster,
): Comparison {
  const wanted = target.manifests.map(manifest => {
    const live = cluster.find(identify(manifest));
    const desired = withIgnored(manifest, live, target.ignored ?? []);
    const synced = live && isSatisfied(applyPatch(desired, live), live);
    const health = live ? healthOf(live) : 'Missing';
    const status = toStatus(desired, health, synced);
    return { object: desired, desired, live, health, status };
  });
  const keys = new Set(wanted.map(({ desired }) => keyOf(identify(desired))));
  const surplus = cluster
    .managedBy(application)
    .filter(live => !keys.has(keyOf(identify(live))))
    .map(live => ({
      object: live,
      live,
      status: { ...toStatus(live, healthOf(live)), requiresPruning: true },
    }));
  const resources = [...wanted, ...surplus];
  const isSynced = resources.every(({ status }) => status.status === 'Synced');
  return {
    revision: target.revision,
    status: isSynced ? 'Synced' : 'OutOfSync',
    health: worstHealth(wanted.map(({ health }) => health)),
    resources,
  };
}

function toStatus(
  object: Manifest,
  health: HealthStatus | undefined,
  isSynced = false,
): ResourceStatus {
  const { group, ...identity } = identify(object);
  return {
    // Argo CD leaves the core group out.
    ...(group && { group }),
    ...identity,
    status: isSynced ? 'Synced' : 'OutOfSync',
    ...(health && { health: { status: health } }),
  };
}
