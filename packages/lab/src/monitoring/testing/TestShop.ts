import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryResourceStore } from '../../kubernetes/MemoryResourceStore';
import { ResourceType } from '../../kubernetes/ResourceStore';
import { TrafficModel } from '../traffic/TrafficModel';

const PODS: ResourceType = { group: '', plural: 'pods' };
const TYPES: Record<string, ResourceType> = {
  Service: { group: '', plural: 'services' },
  Rollout: { group: 'argoproj.io', plural: 'rollouts' },
  HorizontalPodAutoscaler: {
    group: 'autoscaling',
    plural: 'horizontalpodautoscalers',
  },
  PrometheusRule: {
    group: 'monitoring.coreos.com',
    plural: 'prometheusrules',
  },
  Probe: { group: 'monitoring.coreos.com', plural: 'probes' },
  DatadogGenericResource: {
    group: 'datadoghq.com',
    plural: 'datadoggenericresources',
  },
};
const API_VERSIONS: Record<string, string> = {
  Service: 'v1',
  Rollout: 'argoproj.io/v1alpha1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PrometheusRule: 'monitoring.coreos.com/v1',
  Probe: 'monitoring.coreos.com/v1',
  DatadogGenericResource: 'datadoghq.com/v1alpha1',
};

const NOON = Date.UTC(2026, 10, 26, 12);

/** The shop's production cluster, without controllers, at a time of its own. */
export class TestShop {
  private skippedMillis = 0;
  private closers: Array<() => Promise<unknown>> = [];

  private constructor(
    readonly store: MemoryResourceStore,
    readonly dataDir: string,
    private readonly clock: () => number,
  ) {}

  /**
   * With storefront, discounts and advertisements, all of them ready.
   *
   * @param clock - Milliseconds since the epoch; stands still unless given.
   */
  static async create(clock: () => number = () => NOON): Promise<TestShop> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lab-monitoring-'));
    const store = MemoryResourceStore.create({
      cluster: 'shop-prod',
      namespaces: ['ecommerce'],
    });
    const shop = new TestShop(store, dataDir, clock);
    shop.closers.push(() => rm(dataDir, { recursive: true, force: true }));
    for (const service of ['discounts', 'advertisements']) {
      shop.apply('Service', service, service, {
        spec: { selector: { 'app.kubernetes.io/name': service } },
      });
      shop.run(service, 'a1');
    }
    for (const stack of ['active', 'preview']) {
      shop.apply('Service', `storefront-${stack}`, 'storefront', {
        spec: {
          selector: { 'app.kubernetes.io/name': 'storefront', stack: 'a1' },
        },
      });
    }
    shop.apply('Rollout', 'storefront', 'storefront', {
      spec: {
        strategy: { blueGreen: { previewService: 'storefront-preview' } },
      },
    });
    shop.run('storefront', 'a1');
    return shop;
  }

  get stores(): ReadonlyMap<string, MemoryResourceStore> {
    return new Map([['shop-prod', this.store]]);
  }

  readonly now = () => this.clock() + this.skippedMillis;

  /** Seconds since the epoch. */
  get seconds(): number {
    return this.now() / 1000;
  }

  advance(seconds: number): void {
    this.skippedMillis += seconds * 1000;
  }

  async openModel(): Promise<TrafficModel> {
    const model = await TrafficModel.open({
      stores: this.stores,
      dataDir: this.dataDir,
      now: this.now,
      onError: error => {
        throw error;
      },
    });
    this.closers.unshift(() => model.close());
    return model;
  }

  /** Starts a pod that is ready at once. */
  run(service: string, tag: string): void {
    this.store.create(PODS, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${service}-${tag}`,
        namespace: 'ecommerce',
        labels: { ...labelsOf(service), stack: tag },
      },
      spec: {
        containers: [
          {
            name: 'app',
            image: `registry.shop.example/shop/${service}:${tag}`,
            resources: { requests: { cpu: '100m' } },
          },
        ],
      },
    });
    this.setStatus(PODS, `${service}-${tag}`, {
      conditions: [{ type: 'Ready', status: 'True' }],
    });
  }

  stop(service: string, tag: string): void {
    const name = `${service}-${tag}`;
    this.store.delete({ ...PODS, namespace: 'ecommerce', name });
  }

  /** Lets one of storefront's Services lead to another tag. */
  select(stack: 'active' | 'preview', tag: string): void {
    this.store.modify(
      {
        ...TYPES.Service,
        namespace: 'ecommerce',
        name: `storefront-${stack}`,
      },
      service => ({
        ...service,
        spec: {
          selector: { 'app.kubernetes.io/name': 'storefront', stack: tag },
        },
      }),
    );
  }

  apply(
    kind: string,
    name: string,
    service: string,
    content: Record<string, unknown>,
  ): void {
    this.store.create(TYPES[kind], {
      apiVersion: API_VERSIONS[kind],
      kind,
      metadata: { name, namespace: 'ecommerce', labels: labelsOf(service) },
      ...content,
    });
    if (content.status) {
      this.setStatus(TYPES[kind], name, content.status);
    }
  }

  /** What a new object says of its status does not count. */
  private setStatus(type: ResourceType, name: string, status: unknown): void {
    this.store.modify(
      { ...type, namespace: 'ecommerce', name },
      object => ({ ...object, status }),
      { subresource: 'status' },
    );
  }

  onClose(close: () => Promise<unknown>): void {
    this.closers.unshift(close);
  }

  async close(): Promise<void> {
    for (const close of this.closers) {
      await close();
    }
  }
}

function labelsOf(service: string): Record<string, string> {
  return { 'app.kubernetes.io/name': service, environment: 'prod' };
}
