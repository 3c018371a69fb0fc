import { createHash, randomBytes } from 'crypto';
import { ContractArgoCd } from '../../side/ContractSide';
import { Application, applicationSchema } from './Application';
import { ArgoCdApi } from './ArgoCdApi';
import {
  applicationSetFile,
  overlayFile,
  serviceFiles,
  SyncPolicy,
} from './serviceFiles';
import { WorkTree } from './WorkTree';

/** A service of its own in the repository, and its Application. */
export class DeployedService {
  private constructor(
    readonly name: string,
    readonly namespace: string,
    private readonly api: ArgoCdApi,
    private readonly workTree: WorkTree,
  ) {}

  /** Resolves when Argo CD has heard of it. */
  static async create(
    argoCd: ContractArgoCd,
    sync: SyncPolicy,
  ): Promise<DeployedService> {
    const name = `web-${randomBytes(3).toString('hex')}`;
    const namespace = await argoCd.cluster.createNamespace();
    const workTree = await WorkTree.clone(argoCd.repository.url);
    const service = new DeployedService(
      name,
      namespace,
      ArgoCdApi.create(argoCd),
      workTree,
    );
    await service.push('Add a service', {
      ...applicationSetFile({
        name: `contract-${sync}-${shortHash(argoCd.repository.url)}`,
        sync,
        repoURL: argoCd.repository.url,
        cluster: argoCd.cluster.name,
      }),
      ...serviceFiles({ name, namespace, sync, tag: '1.0.0' }),
    });
    await argoCd.notifyPush();
    return service;
  }

  /** Of its Application in Argo CD's API. */
  get path(): string {
    return `/api/v1/applications/${this.name}`;
  }

  /** Of its Rollout in the API of its cluster. */
  get rolloutPath(): string {
    return `/apis/argoproj.io/v1alpha1/namespaces/${this.namespace}/rollouts/${this.name}`;
  }

  /** Commits without telling Argo CD. */
  push(
    message: string,
    files: Record<string, string | undefined>,
  ): Promise<string> {
    return this.workTree.push(message, files);
  }

  /** Commits another image, without telling Argo CD. */
  release(tag: string): Promise<string> {
    return this.push(`Release ${tag}`, overlayFile(this.name, tag));
  }

  async read(query = ''): Promise<Application> {
    const { body } = await this.api.get(`${this.path}${query}`);
    return applicationSchema.parse(body);
  }

  /** Resolves when Argo CD has compared it with Git as it is now. */
  refresh(): Promise<Application> {
    return this.read('?refresh=normal');
  }

  /** Follows the stream until the Application is as it is meant to be. */
  async until(
    isMeant: (application: Application) => boolean,
  ): Promise<Application> {
    const stream = this.api.stream(
      `/api/v1/stream/applications?name=${this.name}`,
    );
    try {
      const { application } = await stream.until(event =>
        isMeant(applicationSchema.parse(event.application)),
      );
      return applicationSchema.parse(application);
    } finally {
      stream.close();
    }
  }

  async close(): Promise<void> {
    await this.workTree.remove();
  }
}

/** Of a repository, so that the sets of two never have the same name. */
function shortHash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 8);
}
