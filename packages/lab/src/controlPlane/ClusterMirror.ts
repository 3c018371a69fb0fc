import { setTimeout as sleep } from 'node:timers/promises';
import { KindWatch } from '../argocd/cluster/KindWatch';
import {
  ClusterConnection,
  KubernetesClient,
} from '../argocd/cluster/KubernetesClient';
import {
  apiVersionOf,
  KubernetesObject,
  ObjectKey,
  requireDefinition,
  ResourceReader,
  ResourceType,
  StoreEvent,
} from '../kubernetes';

const READY_TIMEOUT_MILLIS = 30_000;
const RETRY_MILLIS = 200;

/** What the lab's monitoring looks at, and what can be scaled. */
const KINDS: ResourceType[] = [
  { group: '', plural: 'pods' },
  { group: '', plural: 'services' },
  { group: 'apps', plural: 'deployments' },
  { group: 'argoproj.io', plural: 'rollouts' },
  { group: 'autoscaling', plural: 'horizontalpodautoscalers' },
  { group: 'monitoring.coreos.com', plural: 'prometheusrules' },
  { group: 'monitoring.coreos.com', plural: 'probes' },
  { group: 'datadoghq.com', plural: 'datadoggenericresources' },
];

/** What a real cluster holds, kept current by watches. */
export class ClusterMirror implements ResourceReader {
  /** Resolves when everything is known. */
  static async connect(
    cluster: string,
    connection: ClusterConnection,
  ): Promise<ClusterMirror> {
    const client = await KubernetesClient.connect(connection);
    const mirror = new ClusterMirror(cluster, client);
    for (const type of KINDS) {
      mirror.watch(type);
    }
    const deadline = Date.now() + READY_TIMEOUT_MILLIS;
    await Promise.all(
      [...mirror.watches.values()].map(watch => untilReady(watch, deadline)),
    );
    return mirror;
  }

  private readonly watches = new Map<string, KindWatch>();
  private readonly listeners = new Set<(event: StoreEvent) => void>();

  private constructor(
    readonly cluster: string,
    private readonly client: KubernetesClient,
  ) {}

  list(
    type: ResourceType,
    filter: { namespace?: string; labels?: Record<string, string> } = {},
  ): KubernetesObject[] {
    const { namespace, labels = {} } = filter;
    return this.all(type).filter(
      ({ metadata }) =>
        (!namespace || metadata.namespace === namespace) &&
        Object.entries(labels).every(
          ([name, value]) => metadata.labels?.[name] === value,
        ),
    );
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  async scale(key: ObjectKey, replicas: number): Promise<void> {
    const path = pathOf(key, key.namespace);
    await this.client.send('PATCH', `${path}/${key.name}`, {
      spec: { replicas },
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.watches.values()].map(watch => watch.close()));
  }

  private all({ group, plural }: ResourceType): KubernetesObject[] {
    const watch = this.watches.get(`${group}/${plural}`);
    // A cluster's answers are whole objects.
    return [...(watch?.objects.list() ?? [])] as KubernetesObject[];
  }

  private watch(resource: ResourceType): void {
    const { group, plural } = resource;
    const { version, kind } = requireDefinition(resource);
    this.watches.set(
      `${group}/${plural}`,
      KindWatch.start({
        client: this.client,
        path: pathOf(resource),
        kind: { apiVersion: apiVersionOf(group, version), kind },
        onChange: changed => {
          const object = changed as KubernetesObject;
          this.listeners.forEach(listener =>
            listener({ type: 'MODIFIED', resource, object }),
          );
        },
      }),
    );
  }
}

/** A server refuses the first lists of a kind that is new to it. */
async function untilReady(watch: KindWatch, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await watch.ready();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(RETRY_MILLIS);
    }
  }
}

function pathOf(type: ResourceType, namespace?: string): string {
  const { group, version, plural } = requireDefinition(type);
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  return namespace
    ? `${root}/namespaces/${namespace}/${plural}`
    : `${root}/${plural}`;
}
