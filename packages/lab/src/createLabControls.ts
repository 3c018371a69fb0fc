import { RunningCluster, RunningClusters } from './clusters/startClusters';
import { ClusterFault, LabControls } from './control';
import { GitHub } from './github';
import { RequestCounter } from './http/requestCounter';

/** Who commits image tags: the lab's CI. */
const CI = { name: 'Release workflow', email: 'ci@shop.example' };

/** Connects the control server to what it controls. */
export function createLabControls(lab: {
  github: GitHub;
  clusters: RunningClusters;
  counter: RequestCounter;
}): LabControls {
  const { github, counter } = lab;
  const { clusters } = lab.clusters;
  const find = (name: string): RunningCluster => {
    const cluster = clusters.get(name);
    if (!cluster) {
      throw new Error(`There is no cluster "${name}".`);
    }
    return cluster;
  };

  return {
    clusterNames: () => [...clusters.keys()],
    pushTag: request => github.pushTag({ ...request, author: CI }),
    loseNextPatch: name => find(name).faults.set({ loseNextPatch: true }),
    fail: (name, fault) => applyFault(find(name), fault),
    heal: name => find(name).faults.heal(),
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
