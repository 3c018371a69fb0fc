import { MemoryResourceStore } from '@shop-portal/lab';
import { Change, sharedClock } from './messages';
import { NAMESPACE, Release, ReleaseFactory } from './ReleaseFactory';
import {
  catalogued,
  CLUSTERS,
  entityRefOf,
  isWaiting,
  placeServices,
} from './shop';

const TICK_MILLIS = 5;

const TYPES = {
  rollouts: {
    group: 'argoproj.io',
    plural: 'rollouts',
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
  },
  replicaSets: {
    group: 'apps',
    plural: 'replicasets',
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
  },
  pods: { group: '', plural: 'pods', apiVersion: 'v1', kind: 'Pod' },
  services: {
    group: '',
    plural: 'services',
    apiVersion: 'v1',
    kind: 'Service',
  },
};
const KINDS = Object.keys(TYPES) as Array<keyof Release>;

type Snapshot = NonNullable<
  Parameters<typeof MemoryResourceStore.create>[0]['snapshot']
>;

/** A Rollout or pod that can be changed. */
interface Changeable {
  cluster: string;
  kind: 'rollouts' | 'pods';
  name: string;
  entityRef: string;
}

/** What is in the clusters, and changes in them at a steady rate. */
export class Fleet {
  /** Fills the clusters at once, as a restart of the lab fills them. */
  static create(rollouts: number): Fleet {
    const factory = ReleaseFactory.create();
    const objects = new Map<string, Snapshot['objects']>(
      CLUSTERS.map(cluster => [cluster, []]),
    );
    const changeables: Changeable[] = [];
    const placements = placeServices(rollouts);
    const changing = new Set(catalogued(placements));
    placements.forEach((placement, index) => {
      const { service, clusters } = placement;
      for (const cluster of clusters) {
        const release = factory.create({
          cluster,
          name: service,
          waiting: isWaiting(index),
        });
        objects.get(cluster)?.push(...toEntries(release));
        if (!changing.has(placement)) {
          continue;
        }
        const entityRef = entityRefOf(service);
        const pod = release.pods[0].metadata.name;
        changeables.push(
          { cluster, kind: 'rollouts', name: service, entityRef },
          { cluster, kind: 'pods', name: pod, entityRef },
        );
      }
    });
    const { resourceVersion } = factory;
    const stores = [...objects].map(([cluster, held]) =>
      MemoryResourceStore.create({
        cluster,
        snapshot: { resourceVersion, objects: held },
      }),
    );
    return new Fleet(stores, changeables);
  }

  private changed = 0;

  private constructor(
    readonly stores: MemoryResourceStore[],
    private readonly changeables: Changeable[],
  ) {}

  /** Changes Rollouts and pods in turn, all over the clusters. */
  async change(options: {
    perSecond: number;
    seconds: number;
  }): Promise<Change[]> {
    const { perSecond, seconds } = options;
    const changes: Change[] = [];
    const startedAt = sharedClock();
    await new Promise<void>(resolve => {
      const timer = setInterval(() => {
        const due = ((sharedClock() - startedAt) / 1000) * perSecond;
        while (changes.length < Math.min(due, perSecond * seconds)) {
          changes.push(this.changeNext());
        }
        if (changes.length >= perSecond * seconds) {
          clearInterval(timer);
          resolve();
        }
      }, TICK_MILLIS);
    });
    return changes;
  }

  private changeNext(): Change {
    const { cluster, kind, name, entityRef } =
      this.changeables[this.changed % this.changeables.length];
    this.changed += 1;
    const { group, plural } = TYPES[kind];
    const at = sharedClock();
    this.storeOf(cluster).modify(
      { group, plural, namespace: NAMESPACE, name },
      object => ({
        ...object,
        status: { ...Object(object.status), observedChange: this.changed },
      }),
      { subresource: 'status' },
    );
    return { entityRef, at };
  }

  private storeOf(cluster: string): MemoryResourceStore {
    return this.stores[CLUSTERS.indexOf(cluster)];
  }
}

function toEntries(release: Release): Snapshot['objects'] {
  return KINDS.flatMap(kind => {
    const { group, plural, apiVersion, kind: kindName } = TYPES[kind];
    return release[kind].map(object => ({
      group,
      plural,
      object: { ...object, apiVersion, kind: kindName },
    }));
  });
}
