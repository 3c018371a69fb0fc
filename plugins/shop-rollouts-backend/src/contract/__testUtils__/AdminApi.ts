import { Agent } from 'https';
import {
  ApiException,
  createConfiguration,
  KubeConfig,
  KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  ServerConfiguration,
} from '@kubernetes/client-node';
import { ContractCluster } from '@shop-portal/cluster';
import { createKubeConfig } from '../../kubernetes/createKubeConfig';

/** A cluster's API by the eyes and hands of its administrator. */
export class AdminApi {
  static create(cluster: ContractCluster): AdminApi {
    const { name, url, caData, tokens } = cluster;
    const details = { name, url, caData, readerToken: tokens.reader };
    const kubeConfig = createKubeConfig(details, tokens.admin);
    const ca = Buffer.from(caData, 'base64').toString();
    const agent = new Agent({ ca, keepAlive: true });
    return new AdminApi(cluster, kubeConfig, agent);
  }

  private readonly objects: KubernetesObjectApi;

  private constructor(
    readonly cluster: ContractCluster,
    readonly kubeConfig: KubeConfig,
    private readonly agent: Agent,
  ) {
    const configuration = createConfiguration({
      baseServer: new ServerConfiguration(cluster.url, {}),
      authMethods: { default: kubeConfig },
      promiseMiddleware: [
        {
          // The library opens a connection for each request.
          pre: async context => {
            context.setAgent(agent);
            return context;
          },
          post: async context => context,
        },
      ],
    });
    this.objects = new KubernetesObjectApi(configuration);
  }

  close(): void {
    this.agent.destroy();
  }

  async create(object: KubernetesObject): Promise<void> {
    await this.objects.create(object);
  }

  /** Undefined where there is none. */
  async read(header: ObjectHeader): Promise<KubernetesObject | undefined> {
    return await this.objects.read(header).catch(toleratesMissing);
  }

  async list(
    apiVersion: string,
    kind: string,
    namespace: string,
  ): Promise<KubernetesObject[]> {
    const list = await this.objects.list(apiVersion, kind, namespace);
    return list.items;
  }

  /** Merges the change into the object that it names. */
  async merge<T extends ObjectHeader>(change: T): Promise<void> {
    await this.objects.patch(
      change,
      undefined,
      undefined,
      undefined,
      undefined,
      PatchStrategy.MergePatch,
    );
  }

  async deleteIfThere(header: ObjectHeader): Promise<void> {
    await this.objects.delete(header).catch(toleratesMissing);
  }
}

/** Names one object. */
export interface ObjectHeader {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

function toleratesMissing(error: unknown): undefined {
  if (error instanceof ApiException && error.code === 404) {
    return undefined;
  }
  throw error;
}
