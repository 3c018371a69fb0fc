import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { RequestCounter } from '../../http/requestCounter';
import {
  CertificateAuthority,
  Faults,
  KubernetesApiServer,
  KubernetesObject,
  MemoryResourceStore,
} from '../../kubernetes';
import { Application } from '../Application';
import { ArgoCd, ArgoCdOptions, startArgoCd } from '../startArgoCd';
import { DEPLOY_URL, DeploymentRepository } from './DeploymentRepository';

export const tokens = {
  portal: 'the-portal-token',
  reader: 'the-reader-token',
};

const clusterTokens = {
  reader: 'cluster-reader-token',
  promoter: 'cluster-promoter-token',
  changer: 'cluster-changer-token',
  admin: 'cluster-admin-token',
};

/**
 * The lab's Argo CD with a real repository and the lab's own Kubernetes API of
 * one cluster, `shop-prod`. No controller runs: tests write each status.
 */
export class ArgoCdTestEnvironment {
  static async start(
    directory: string,
    files: Record<string, string>,
  ): Promise<ArgoCdTestEnvironment> {
    const repository = await DeploymentRepository.create(
      join(directory, 'deploy'),
    );
    await repository.commit('Add services', files);
    const authority = await CertificateAuthority.open(directory);
    const store = MemoryResourceStore.create({
      cluster: 'shop-prod',
      namespaces: ['ecommerce'],
    });
    const faults = new Faults();
    const kubernetes = await KubernetesApiServer.start({
      store,
      port: 0,
      tls: await authority.issueServerCredentials(),
      tokens: clusterTokens,
      counter: new RequestCounter(),
      faults,
    });
    const errors: unknown[] = [];
    const environment = new ArgoCdTestEnvironment(
      repository,
      store,
      faults,
      kubernetes,
      errors,
      {
        port: await freePort(),
        tokens,
        dataDir: directory,
        portalUrl: 'http://localhost:3000',
        counter: new RequestCounter(),
        clusters: {
          'shop-prod': {
            url: kubernetes.url,
            caFile: authority.file,
            token: clusterTokens.admin,
          },
        },
        repository: { url: DEPLOY_URL, fetchUrl: repository.directory },
        onError: error => errors.push(error),
      },
    );
    await environment.startArgoCd();
    return environment;
  }

  private argocd: ArgoCd | undefined;

  private constructor(
    readonly repository: DeploymentRepository,
    readonly cluster: MemoryResourceStore,
    readonly faults: Faults,
    private readonly kubernetes: KubernetesApiServer,
    /** What went wrong beside any request. */
    readonly errors: readonly unknown[],
    readonly options: ArgoCdOptions,
  ) {}

  get url(): string {
    return `http://localhost:${this.options.port}`;
  }

  async startArgoCd(): Promise<void> {
    this.argocd = await startArgoCd(this.options);
  }

  async stopArgoCd(): Promise<void> {
    await this.argocd?.close();
    this.argocd = undefined;
  }

  /** Commits, and tells Argo CD as the lab's GitHub does. */
  async push(
    message: string,
    files: Record<string, string | undefined>,
  ): Promise<string> {
    const commit = await this.repository.commit(message, files);
    await this.argocd?.notifyPush();
    return commit;
  }

  find(plural: string, name: string, group = ''): KubernetesObject | undefined {
    return this.cluster
      .list({ group, plural }, { namespace: 'ecommerce' })
      .find(object => object.metadata.name === name);
  }

  createNamespace(name: string): void {
    this.cluster.create(
      { group: '', plural: 'namespaces' },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    );
  }

  /** Says about a Rollout what its controller would. */
  setRolloutStatus(name: string, phase: string, message?: string): void {
    this.cluster.modify(
      {
        group: 'argoproj.io',
        plural: 'rollouts',
        namespace: 'ecommerce',
        name,
      },
      rollout => ({
        ...rollout,
        status: {
          phase,
          message,
          observedGeneration: String(rollout.metadata.generation),
        },
      }),
      { subresource: 'status' },
    );
  }

  async get(path: string, token = tokens.reader): Promise<Response> {
    return fetch(new URL(path, this.url), {
      headers: { authorization: `Bearer ${token}`, connection: 'close' },
    });
  }

  /** Follows the stream until an Application is as `isMeant` says. */
  async application(
    name: string,
    isMeant: (application: Application) => boolean = () => true,
  ): Promise<Application> {
    for await (const { application } of this.stream()) {
      if (application.metadata.name === name && isMeant(application)) {
        return application;
      }
    }
    throw new Error('The stream ended');
  }

  /** What the stream tells, until the loop over it is left. */
  async *stream(): AsyncGenerator<{ type: string; application: Application }> {
    const response = await fetch(
      new URL('/api/v1/stream/applications', this.url),
      {
        headers: {
          accept: 'text/event-stream',
          authorization: `Bearer ${tokens.reader}`,
          connection: 'close',
        },
      },
    );
    for await (const line of lines(response)) {
      if (line.startsWith('data: ')) {
        yield JSON.parse(line.slice('data: '.length)).result;
      }
    }
  }

  async stop(): Promise<void> {
    await this.stopArgoCd();
    await this.kubernetes.close();
  }
}

/** The lines of a response as they come. */
async function* lines(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const complete = rest.split('\n');
    rest = complete.pop() ?? '';
    yield* complete;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}
