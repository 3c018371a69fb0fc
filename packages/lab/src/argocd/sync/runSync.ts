import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { ResourceResult } from '../Application';
import { Cluster } from '../cluster/Cluster';
import { threeWayPatch, withLastApplied } from '../compare/threeWayMerge';
import {
  identify,
  imagesOf,
  Manifest,
  ResourceIdentity,
} from '../manifests/Manifest';
import { inSyncOrder } from './syncOrder';

export interface SyncOptions {
  cluster: Cluster;
  /** What Git wants, or the part of it that was asked for. */
  desired: readonly Manifest[];
  /** Live objects that Git no longer wants. */
  surplus: readonly KubernetesObject[];
  /** Created first when it is missing. */
  namespace?: string;
  prune: boolean;
  dryRun: boolean;
  isTerminated: () => boolean;
}

export interface SyncOutcome {
  phase: 'Succeeded' | 'Failed';
  message: string;
  resources: ResourceResult[];
}

const TERMINATED: Pick<SyncOutcome, 'phase' | 'message'> = {
  phase: 'Failed',
  message: 'Operation terminated',
};

/** Brings a cluster to what Git wants. */
export async function runSync(options: SyncOptions): Promise<SyncOutcome> {
  const tasks = inSyncOrder(await withNamespace(options));
  const results: ResourceResult[] = [];

  const live = new Map<Manifest, KubernetesObject | undefined>();
  for (const task of tasks) {
    try {
      live.set(task, await options.cluster.read(identify(task)));
    } catch (error) {
      results.push(failed(identify(task), error));
    }
  }
  if (results.length > 0) {
    const message = 'one or more synchronization tasks are not valid';
    return { phase: 'Failed', message, resources: results };
  }

  for (const task of tasks) {
    if (options.isTerminated()) {
      return { ...TERMINATED, resources: results };
    }
    results.push(await apply(options, task, live.get(task)));
  }
  for (const object of options.surplus) {
    if (options.isTerminated()) {
      return { ...TERMINATED, resources: results };
    }
    results.push(await prune(options, identify(object)));
  }
  const failure = results.find(({ status }) => status === 'SyncFailed');
  return failure
    ? {
        phase: 'Failed',
        message: `one or more objects failed to apply, reason: ${failure.message}`,
        resources: results,
      }
    : {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        resources: results,
      };
}

async function withNamespace({
  cluster,
  desired,
  namespace,
}: SyncOptions): Promise<Manifest[]> {
  const own = { apiVersion: 'v1', kind: 'Namespace' };
  if (
    namespace === undefined ||
    desired.some(
      ({ kind, metadata }) => kind === own.kind && metadata.name === namespace,
    ) ||
    (await cluster.read(identify({ ...own, metadata: { name: namespace } })))
  ) {
    return [...desired];
  }
  return [{ ...own, metadata: { name: namespace } }, ...desired];
}

async function apply(
  { cluster, dryRun }: SyncOptions,
  desired: Manifest,
  live: KubernetesObject | undefined,
): Promise<ResourceResult> {
  const id = identify(desired);
  const patch = live && threeWayPatch(desired, live);
  let verb = 'unchanged';
  try {
    if (!live) {
      verb = 'created';
      await (dryRun || cluster.create(withLastApplied(desired)));
    } else if (patch) {
      verb = 'configured';
      const noted = threeWayPatch(withLastApplied(desired), live);
      await (dryRun || cluster.mergePatch(id, noted));
    }
  } catch (error) {
    return failed(id, error);
  }
  const images = imagesOf(desired);
  return {
    ...resultOf(id),
    hookPhase: 'Running',
    ...(images.length > 0 && { images }),
    message: `${describe(id)} ${verb}${dryRun ? ' (dry run)' : ''}`,
    status: 'Synced',
    syncPhase: id.kind === 'Namespace' ? 'PreSync' : 'Sync',
  };
}

async function prune(
  options: SyncOptions,
  id: ResourceIdentity,
): Promise<ResourceResult> {
  if (!options.prune) {
    return {
      ...resultOf(id),
      message: 'ignored (requires pruning)',
      status: 'PruneSkipped',
      syncPhase: 'Sync',
    };
  }
  try {
    await (options.dryRun || options.cluster.delete(id));
  } catch (error) {
    return failed(id, error);
  }
  return {
    ...resultOf(id),
    message: options.dryRun ? 'pruned (dry run)' : 'pruned',
    status: 'Pruned',
    syncPhase: 'Sync',
  };
}

function failed(id: ResourceIdentity, error: unknown): ResourceResult {
  return {
    ...resultOf(id),
    hookPhase: 'Failed',
    message: error instanceof Error ? error.message : String(error),
    status: 'SyncFailed',
    syncPhase: 'Sync',
  };
}

function resultOf({ group, version, kind, namespace, name }: ResourceIdentity) {
  return { group, version, kind, namespace, name };
}

/** As kubectl names it: `rollout.argoproj.io/storefront`. */
function describe({ group, kind, name }: ResourceIdentity): string {
  const type = [kind.toLowerCase(), group].filter(Boolean).join('.');
  return `${type}/${name}`;
}
