import { dropBookkeeping } from '../../src/kubernetes/dropBookkeeping';
import {
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
} from '../../src/kubernetes/watchedResources';
import { MemoryDeliveryStore } from '../../src/store/MemoryDeliveryStore';
import { Release, ReleaseFactory } from '../lib/ReleaseFactory';

const RESOURCES = {
  rollouts: ROLLOUTS,
  replicaSets: REPLICA_SETS,
  pods: PODS,
  services: SERVICES,
};
const KINDS = Object.keys(RESOURCES) as Array<keyof Release>;
const CLUSTERS = 10;

/** What one Rollout with all that belongs to it costs, in bytes. */
export interface StoreCosts {
  rollouts: number;
  objects: number;
  heap: number;
  /** JSON of the objects as they are kept. */
  keptJson: number;
  /** JSON of the objects as the API server sent them. */
  sentJson: number;
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Fills a store on the way that a watch fills it. */
function measure(rollouts: number): StoreCosts {
  const store = new MemoryDeliveryStore();
  const factory = ReleaseFactory.create();
  const clusters = Array.from({ length: CLUSTERS }, (_, i) => `cluster-${i}`);
  clusters.forEach(name => store.addSource({ kind: 'cluster', name }));
  let [objects, keptJson, sentJson] = [0, 0, 0];
  const before = heapUsed();
  for (let index = 0; index < rollouts; index += 1) {
    const cluster = clusters[index % CLUSTERS];
    const release = factory.create({
      cluster,
      name: `service-${index}`,
      waiting: index % 10 === 0,
    });
    for (const kind of KINDS) {
      for (const object of release[kind]) {
        const sent = JSON.stringify(object);
        const kept = RESOURCES[kind].parse(dropBookkeeping(JSON.parse(sent)));
        if (!kept) {
          throw new Error(`An object of ${kind} could not be read`);
        }
        store.upsertObject(cluster, kind, kept);
        objects += 1;
        sentJson += Buffer.byteLength(sent);
        keptJson += Buffer.byteLength(JSON.stringify(kept));
      }
    }
  }
  const heap = heapUsed() - before;
  if (store.listRollouts().length !== rollouts) {
    throw new Error('The store lost Rollouts');
  }
  return {
    rollouts,
    objects: objects / rollouts,
    heap: heap / rollouts,
    keptJson: keptJson / rollouts,
    sentJson: sentJson / rollouts,
  };
}

process.stdout.write(`${JSON.stringify(measure(Number(process.argv[2])))}\n`);
