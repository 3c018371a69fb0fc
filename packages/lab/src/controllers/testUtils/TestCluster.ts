import { asRecord } from './asRecord';
import { MemoryResourceStore } from '../../kubernetes';
import type {
  DraftObject,
  KubernetesObject,
  ResourceType,
  StoreEvent,
} from '../../kubernetes';
import {
  isType,
  PODS,
  REPLICA_SETS,
  ROLLOUTS,
  SERVICES,
} from '../framework/resources';
import { HASH_LABEL } from '../rollout/schema';
import { replicaSetSchema } from '../workloads/schemas';
import type { ReplicaSet } from '../workloads/schemas';
import { startControllers } from '../startControllers';
import { FakeClock } from './FakeClock';

export const NAMESPACE = 'shop';
const ROLLOUT_KEY = { ...ROLLOUTS, namespace: NAMESPACE, name: 'checkout' };

interface Options {
  imageExists?: (image: string) => boolean;
  podReadyMillis?: number;
}

/** A cluster in memory with the real controllers and a clock of its own. */
export class TestCluster {
  readonly clock = FakeClock.install();
  readonly events: StoreEvent[] = [];
  private readonly errors: unknown[] = [];
  private controllers: { stop(): void } | undefined;

  private constructor(
    readonly store: MemoryResourceStore,
    private readonly options: Options,
  ) {
    store.subscribe(event => this.events.push(event));
  }

  static start(options: Options = {}): TestCluster {
    const store = MemoryResourceStore.create({
      cluster: 'shop-dev',
      namespaces: [NAMESPACE],
    });
    const cluster = new TestCluster(store, options);
    cluster.restart();
    return cluster;
  }

  restart(): void {
    this.stop();
    this.controllers = startControllers({
      store: this.store,
      imageExists: this.options.imageExists ?? (() => true),
      timings: { podReadyMillis: this.options.podReadyMillis ?? 0 },
      onError: error => this.errors.push(error),
    });
  }

  /** Ends the controllers; an error that one of them had fails the test. */
  stop(): void {
    this.controllers?.stop();
    if (this.errors.length > 0) {
      throw new AggregateError(this.errors, 'A controller failed');
    }
  }

  /** Resolves as soon as the condition holds; looks after each change. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) {
      return;
    }
    await new Promise<void>(resolve => {
      const unsubscribe = this.store.subscribe(() => {
        if (condition()) {
          unsubscribe();
          resolve();
        }
      });
    });
  }

  /** Resolves when nobody has anything left to do at this time. */
  async quiet(): Promise<void> {
    let version;
    do {
      version = this.store.resourceVersion;
      for (let turn = 0; turn < 10; turn += 1) {
        await new Promise(setImmediate);
      }
    } while (version !== this.store.resourceVersion);
  }

  create(type: ResourceType, draft: DraftObject): KubernetesObject {
    return this.store.create(type, draft);
  }

  /** A blue-green Rollout of two pods with its two Services. */
  createRollout(
    options: {
      blueGreen?: Record<string, unknown>;
      spec?: Record<string, unknown>;
    } = {},
  ): void {
    for (const role of ['active', 'preview']) {
      this.create(SERVICES, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `checkout-${role}`, namespace: NAMESPACE },
        spec: { selector: { app: 'checkout' }, ports: [{ port: 80 }] },
      });
    }
    this.create(ROLLOUTS, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: NAMESPACE },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'checkout' } },
        strategy: {
          blueGreen: {
            activeService: 'checkout-active',
            previewService: 'checkout-preview',
            autoPromotionEnabled: false,
            ...options.blueGreen,
          },
        },
        template: podTemplate('checkout', 'nginx:1.0'),
        ...options.spec,
      },
    });
  }

  /** Creates the Rollout and waits until its first release is live. */
  async release(
    options: Parameters<TestCluster['createRollout']>[0] = {},
  ): Promise<void> {
    this.createRollout(options);
    await this.until(() => this.status.phase === 'Healthy');
    await this.quiet();
  }

  /** As `release`, and then a second version waits at its preview. */
  async releaseAndPause(
    options: Parameters<TestCluster['createRollout']>[0] = {},
  ): Promise<void> {
    await this.release(options);
    this.setImage('nginx:2.0');
    await this.until(() => this.status.phase === 'Paused');
    await this.quiet();
  }

  get rollout(): KubernetesObject {
    const rollout = this.store.get(ROLLOUT_KEY);
    if (!rollout) {
      throw new Error('There is no Rollout');
    }
    return rollout;
  }

  get status(): Record<string, unknown> {
    return asRecord(this.rollout.status);
  }

  changeSpec(change: Record<string, unknown>): void {
    this.store.modify(ROLLOUT_KEY, rollout => ({
      ...rollout,
      spec: { ...asRecord(rollout.spec), ...change },
    }));
  }

  setImage(image: string): void {
    this.changeSpec({ template: podTemplate('checkout', image) });
  }

  /** undefined takes the field away. */
  patchStatus(
    change: Record<string, unknown>,
    options: { lost?: boolean } = {},
  ): void {
    this.store.modify(
      ROLLOUT_KEY,
      rollout => ({
        ...rollout,
        status: { ...asRecord(rollout.status), ...change },
      }),
      { subresource: 'status', ...options },
    );
  }

  promote(options: { lost?: boolean } = {}): void {
    this.patchStatus({ pauseConditions: undefined }, options);
  }

  /** The hash that the Service selects. */
  selector(role: 'active' | 'preview'): unknown {
    const service = this.store.get({
      ...SERVICES,
      namespace: NAMESPACE,
      name: `checkout-${role}`,
    });
    return asRecord(asRecord(service?.spec).selector)[HASH_LABEL];
  }

  /** Oldest first. */
  get replicaSets(): ReplicaSet[] {
    return this.store
      .list(REPLICA_SETS)
      .map(replicaSet => replicaSetSchema.parse(replicaSet));
  }

  replicaSetOf(image: string): ReplicaSet {
    const found = this.replicaSets.find(
      ({ spec }) => spec.template.spec.containers[0].image === image,
    );
    if (!found) {
      throw new Error(`No ReplicaSet has ${image}`);
    }
    return found;
  }

  hashOf(image: string): string {
    return this.replicaSetOf(image).metadata.labels[HASH_LABEL];
  }

  get pods(): KubernetesObject[] {
    return this.store.list(PODS);
  }

  /** Successive versions of the Rollout. */
  get rolloutVersions(): KubernetesObject[] {
    return this.events
      .filter(({ resource }) => isType(resource, ROLLOUTS))
      .map(({ object }) => object);
  }
}

export function podTemplate(app: string, image: string) {
  return {
    metadata: { labels: { app } },
    spec: {
      containers: [
        {
          name: 'web',
          image,
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          resources: {},
        },
      ],
    },
  };
}
