import { messageOf, ResourceResult } from './Application';
import { Cluster } from './cluster/Cluster';
import { ComparedResource } from './compareApplication';
import { identify, Manifest } from './Manifest';
import { applyPatch, withLastApplied } from './mergePatch';

/** Brings a cluster to what Git wants, in the order that kustomize gives. */
export async function syncResources(
  resources: readonly ComparedResource[],
  options: { cluster: Cluster; prune: boolean },
): Promise<ResourceResult[]> {
  const results: ResourceResult[] = [];
  for (const resource of resources) {
    results.push(await syncOne(resource, options));
  }
  return results;
}

async function syncOne(
  { desired, live, object, status }: ComparedResource,
  { cluster, prune }: { cluster: Cluster; prune: boolean },
): Promise<ResourceResult> {
  const result = { ...identify(object), syncPhase: 'Sync', status: 'Synced' };
  try {
    if (!desired && !prune) {
      const message = 'ignored (requires pruning)';
      return { ...result, status: 'PruneSkipped', message };
    }
    if (!desired) {
      await cluster.delete(object);
      return { ...result, status: 'Pruned', message: 'pruned' };
    }
    let verb = 'unchanged';
    if (!live) {
      verb = 'created';
      await cluster.create(withLastApplied(desired));
    } else if (status.status !== 'Synced') {
      verb = 'configured';
      await cluster.patch(desired, applyPatch(withLastApplied(desired), live));
    }
    return { ...result, message: `${describe(desired)} ${verb}` };
  } catch (error) {
    return { ...result, status: 'SyncFailed', message: messageOf(error) };
  }
}

/** As kubectl names it: `rollout.argoproj.io/storefront`. */
function describe(object: Manifest): string {
  const { group, kind, name } = identify(object);
  const type = [kind.toLowerCase(), group].filter(Boolean).join('.');
  return `${type}/${name}`;
}
