import { z } from 'zod';
import { ResourceIdentity } from '../manifests/Manifest';
import { KubernetesApiError, KubernetesClient } from './KubernetesClient';

const resourceListSchema = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});

export interface ApiResource {
  apiVersion: string;
  kind: string;
  plural: string;
  namespaced: boolean;
}

/** Which kinds a cluster serves, asked once for each group and version. */
export class ApiDiscovery {
  private readonly served = new Map<string, ApiResource[]>();

  constructor(private readonly client: KubernetesClient) {}

  /** The kind as the cluster serves it, or undefined where it does not. */
  async find(
    apiVersion: string,
    kind: string,
  ): Promise<ApiResource | undefined> {
    const resources =
      this.served.get(apiVersion) ?? (await this.discover(apiVersion));
    return resources.find(resource => resource.kind === kind);
  }

  private async discover(apiVersion: string): Promise<ApiResource[]> {
    try {
      const list = resourceListSchema.parse(
        await this.client.get(rootPath(apiVersion)),
      );
      const resources = list.resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced }) => ({
          apiVersion,
          kind,
          plural: name,
          namespaced,
        }));
      this.served.set(apiVersion, resources);
      return resources;
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 404) {
        return [];
      }
      throw error;
    }
  }
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

function rootPath(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}

/** The path of all objects of a kind, or of those in one namespace. */
export function collectionPath(
  resource: ApiResource,
  namespace?: string,
): string {
  const scope =
    resource.namespaced && namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
  return `${rootPath(resource.apiVersion)}${scope}/${resource.plural}`;
}

export function objectPath(
  resource: ApiResource,
  id: Pick<ResourceIdentity, 'namespace' | 'name'>,
): string {
  const collection = collectionPath(resource, id.namespace);
  return `${collection}/${encodeURIComponent(id.name)}`;
}
