import { RunningCluster, RunningClusters } from './clusters/startClusters';
import { ClusterFault, LabControls } from './control';
import { GitHub } from './github';
import { RequestCounter } from './http/requestCounter';
import { KubernetesObject } from './kubernetes';
import { Monitoring } from './monitoring';

/** Who commits image tags: the lab's CI. */
const CI = { name: 'Release workflow', email: 'ci@shop.example' };

/** Connects the control server to what it controls. */
export function createLabControls(lab: {
  github: GitHub;
  clusters: RunningClusters;
  monitoring: Monitoring;
  counter: RequestCounter;
}): LabControls {
  const { github, monitoring, counter } = lab;
  const { clusters } = lab.clusters;
  const find = (name: string): RunningCluster => {
    const cluster = clusters.get(name);
    if (!cluster) {
      const names = [...clusters.keys()].join(', ');
      throw new Error(`There is no cluster "${name}". There are ${names}.`);
    }
    return cluster;
  };

  return {
    pushTag: request => github.pushTag({ ...request, author: CI }),
    loseNextPatch: name => find(name).faults.set({ loseNextPatch: true }),
    fail: (name, fault) => applyFault(find(name), fault),
    heal: name => find(name).faults.heal(),
    failUpstream: (name, fault) => monitoring.faults[name].set(fault),
    healUpstream: name => monitoring.faults[name].heal(),
    scale: request => scale([...clusters.values()], request),
    requests: () => counter.snapshot(),
    resetRequests: () => counter.reset(),
  };
}

function applyFault(cluster: RunningCluster, fault: ClusterFault): void {
  switch (fault.kind) {
    case 'down':
      cluster.faults.set({ down: true });
      break;
    case 'slow':
      cluster.faults.set({ delayMillis: fault.millis });
      break;
    case 'rate-limited':
      cluster.faults.set({ status429: true });
      break;
    default:
      cluster.expireWatches();
  }
}

const SCALABLE = [
  { group: 'apps', plural: 'deployments' },
  { group: 'argoproj.io', plural: 'rollouts' },
];

/** Argo CD's Applications do not heal themselves, so that it stays. */
function scale(
  clusters: RunningCluster[],
  request: Parameters<LabControls['scale']>[0],
): void {
  const { service, environment, replicas } = request;
  const labels = { 'app.kubernetes.io/name': service, environment };
  const found = clusters.flatMap(({ store }) =>
    SCALABLE.flatMap(type =>
      store.list(type, { labels }).map(({ metadata }) => ({
        store,
        key: { ...type, namespace: metadata.namespace, name: metadata.name },
      })),
    ),
  );
  if (found.length === 0) {
    throw new Error(`${service} does not run in ${environment}.`);
  }
  for (const { store, key } of found) {
    store.modify<KubernetesObject & { spec: object }>(key, workload => ({
      ...workload,
      spec: { ...workload.spec, replicas },
    }));
  }
}
