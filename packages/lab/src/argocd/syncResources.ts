import { ResourceResult } from './Application';
import { Cluster } from './cluster/Cluster';
import { ComparedResource } from './compareApplication';
import { identify, imagesOf, Manifest } from './Manifest';
import { applyPatch, withLastApplied } from './mergePatch';

/** What others refer to; everything else comes after, as in Argo CD. */
const FIRST_KINDS = ['ServiceAccount', 'Secret', 'ConfigMap', 'Service'];

/** Brings a cluster to what Git wants. */
export async function syncResources(
  resources: readonly ComparedResource[],
  options: { cluster: Cluster; prune: boolean },
): Promise<ResourceResult[]> {
  const results: ResourceResult[] = [];
  for (const resource of inOrder(resources)) {
    const object = resource.desired ?? resource.live;
    if (object) {
      results.push(await syncOne(object, resource, options));
    }
  }
  return results;
}

async function syncOne(
  object: Manifest,
  { desired, live, status }: ComparedResource,
  { cluster, prune }: { cluster: Cluster; prune: boolean },
): Promise<ResourceResult> {
  try {
    if (!desired) {
      if (!prune) {
        return result(object, 'PruneSkipped', 'ignored (requires pruning)');
      }
      await cluster.delete(object);
      return result(object, 'Pruned', 'pruned');
    }
    let verb = 'unchanged';
    if (!live) {
      verb = 'created';
      await cluster.create(withLastApplied(desired));
    } else if (status.status !== 'Synced') {
      verb = 'configured';
      await cluster.patch(desired, applyPatch(withLastApplied(desired), live));
    }
    return result(object, 'Synced', `${describe(object)} ${verb}`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return result(object, 'SyncFailed', message);
  }
}

/** Pruning comes last. */
function inOrder(resources: readonly ComparedResource[]): ComparedResource[] {
  const rank = ({ desired }: ComparedResource) => {
    const index = FIRST_KINDS.indexOf(desired?.kind ?? '');
    const late = desired ? FIRST_KINDS.length : FIRST_KINDS.length + 1;
    return index === -1 ? late : index;
  };
  return [...resources].sort((a, b) => rank(a) - rank(b));
}

function result(
  object: Manifest,
  status: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped',
  message: string,
): ResourceResult {
  const images = imagesOf(object);
  return {
    ...identify(object),
    status,
    message,
    syncPhase: 'Sync',
    ...(images.length > 0 && { images }),
  };
}

/** As kubectl names it: `rollout.argoproj.io/storefront`. */
function describe(object: Manifest): string {
  const { group, kind, name } = identify(object);
  const type = [kind.toLowerCase(), group].filter(Boolean).join('.');
  return `${type}/${name}`;
}
