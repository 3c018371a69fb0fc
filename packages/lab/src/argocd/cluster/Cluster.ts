import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { identify, Manifest, ResourceIdentity } from '../manifests/Manifest';
import {
  ApiDiscovery,
  ApiResource,
  collectionPath,
  objectPath,
} from './ApiDiscovery';
import { ClusterCache } from './ClusterCache';
import { ClusterConnection, KubernetesClient } from './KubernetesClient';

/** One cluster that Applications are deployed to. */
export class Cluster {
  static async connect(options: {
    connection: ClusterConnection;
    onChange: (application: string) => void;
  }): Promise<Cluster> {
    const client = await KubernetesClient.connect(options.connection);
    const discovery = new ApiDiscovery(client);
    const cache = new ClusterCache(client, discovery, options.onChange);
    return new Cluster(client, discovery, cache);
  }

  private constructor(
    private readonly client: KubernetesClient,
    private readonly discovery: ApiDiscovery,
    readonly cache: ClusterCache,
  ) {}

  get url(): string {
    return this.client.url;
  }

  /** Gives objects without a namespace the Application's, where kinds have one. */
  async inNamespace(object: Manifest, namespace: string): Promise<Manifest> {
    const resource = await this.discovery.find(object.apiVersion, object.kind);
    if (resource && !resource.namespaced) {
      return object;
    }
    return {
      ...object,
      metadata: {
        ...object.metadata,
        namespace: object.metadata.namespace ?? namespace,
      },
    };
  }

  async read(id: ResourceIdentity): Promise<KubernetesObject | undefined> {
    return this.client.read(objectPath(await this.resourceOf(id), id));
  }

  async create(object: Manifest): Promise<void> {
    const id = identify(object);
    const resource = await this.resourceOf(id);
    await this.client.create(collectionPath(resource, id.namespace), object);
  }

  async mergePatch(id: ResourceIdentity, patch: unknown): Promise<void> {
    const resource = await this.resourceOf(id);
    await this.client.mergePatch(objectPath(resource, id), patch);
  }

  async delete(id: ResourceIdentity): Promise<void> {
    await this.client.delete(objectPath(await this.resourceOf(id), id));
  }

  close(): void {
    this.cache.close();
  }

  private async resourceOf(id: ResourceIdentity): Promise<ApiResource> {
    const apiVersion = id.group ? `${id.group}/${id.version}` : id.version;
    const resource = await this.discovery.find(apiVersion, id.kind);
    if (!resource) {
      const kind = id.group ? `${id.group}/${id.kind}` : id.kind;
      throw new Error(
        `The Kubernetes API could not find ${kind} for requested resource ${id.namespace}/${id.name}. Make sure the "${id.kind}" CRD is installed on the destination cluster.`,
      );
    }
    return resource;
  }
}
