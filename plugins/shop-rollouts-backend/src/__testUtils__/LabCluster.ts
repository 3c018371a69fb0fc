import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  CertificateAuthority,
  Faults,
  KubernetesApiServer,
  KubernetesObject,
  MemoryResourceStore,
  RequestCounter,
  startControllers,
} from '@shop-portal/lab';
import { eventually } from './eventually';
import {
  BlueGreenOptions,
  blueGreenRollout,
  blueGreenServices,
  deployment,
  podTemplate,
} from './manifests';

export const TOKENS = {
  reader: 'reader-token-of-the-tests',
  promoter: 'promoter-token-of-the-tests',
  changer: 'changer-token-of-the-tests',
  admin: 'admin-token-of-the-tests',
};

const ROLLOUTS = { group: 'argoproj.io', plural: 'rollouts' };
const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
const SERVICES = { group: '', plural: 'services' };

/** Each is watched once by a portal. */
export const WATCHED_PATHS = [
  '/apis/argoproj.io/v1alpha1/rollouts',
  '/apis/apps/v1/replicasets',
  '/api/v1/pods',
  '/api/v1/services',
  '/apis/apps/v1/deployments',
];

export type ReleaseOptions = Partial<Omit<BlueGreenOptions, 'tag'>>;

/** The lab's Kubernetes API with its controllers, in this process. */
export class LabCluster {
  readonly tokens = TOKENS;
  readonly faults = new Faults();
  readonly counter = new RequestCounter();
  private server: KubernetesApiServer | undefined;
  private controllers: { stop(): void } | undefined;

  private constructor(
    readonly name: string,
    readonly store: MemoryResourceStore,
    readonly caData: string,
    private readonly authority: CertificateAuthority,
    private readonly dataDir: string,
  ) {}

  static async start(name: string): Promise<LabCluster> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lab-cluster-'));
    const authority = await CertificateAuthority.open(dataDir);
    const store = MemoryResourceStore.create({
      cluster: name,
      namespaces: ['ecommerce', 'elsewhere', 'argo-rollouts'],
    });
    const caData = Buffer.from(authority.certificate).toString('base64');
    const cluster = new LabCluster(name, store, caData, authority, dataDir);
    await cluster.startServer(0);
    cluster.startControllers();
    return cluster;
  }

  get url(): string {
    if (!this.server) {
      throw new Error('The server is not running');
    }
    return this.server.url;
  }

  async stop(): Promise<void> {
    this.stopControllers();
    await this.server?.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  startControllers(): void {
    this.controllers = startControllers({
      store: this.store,
      imageExists: image => !image.endsWith(':missing'),
      timings: { podReadyMillis: 0 },
    });
  }

  stopControllers(): void {
    this.controllers?.stop();
  }

  /** 410 for every open watch. */
  expireWatches(): void {
    this.server?.expireWatches();
  }

  /** What was asked of the API, watches apart from lists. */
  requests(): Record<string, number> {
    return this.counter.snapshot();
  }

  /** How often somebody asked for this, whoever it was. */
  requested(method: string, path: string): number {
    return Object.entries(this.requests())
      .filter(([key]) => key.endsWith(` ${method} ${path}`))
      .reduce((sum, [, count]) => sum + count, 0);
  }

  rollout(name = 'storefront', namespace = 'ecommerce'): KubernetesObject {
    const rollout = this.store.get({ ...ROLLOUTS, namespace, name });
    if (!rollout) {
      throw new Error(`There is no Rollout ${namespace}/${name}`);
    }
    return rollout;
  }

  status(name?: string, namespace?: string): Record<string, unknown> {
    return { ...Object(this.rollout(name, namespace).status) };
  }

  /** Resolves once the portal watches every kind. */
  async untilWatched(): Promise<void> {
    await eventually(() => {
      const missing = WATCHED_PATHS.filter(
        path => this.requested('GET', `${path} watch`) === 0,
      );
      if (missing.length > 0) {
        throw new Error(`${missing} are not watched`);
      }
    });
  }

  /** Creates a Rollout and waits until its first release is live. */
  async release(options: ReleaseOptions = {}): Promise<void> {
    const { name = 'storefront', namespace = 'ecommerce' } = options;
    for (const service of blueGreenServices(name, namespace)) {
      this.store.create(SERVICES, service);
    }
    this.store.create(
      ROLLOUTS,
      blueGreenRollout({ ...options, name, namespace, tag: '826a72c4' }),
    );
    await this.until(() => this.status(name, namespace).phase === 'Healthy');
  }

  /** Creates a Deployment, which rolls out by itself. */
  createDeployment(name: string, tag: string): void {
    this.store.create(
      DEPLOYMENTS,
      deployment({ name, namespace: 'ecommerce', tag }),
    );
  }

  /** Deploys another tag and waits until it waits for a person. */
  async deploy(
    tag: string,
    name = 'storefront',
    namespace = 'ecommerce',
  ): Promise<void> {
    this.setTag(tag, name, namespace);
    await this.until(() => this.status(name, namespace).phase === 'Paused');
  }

  setTag(tag: string, name = 'storefront', namespace = 'ecommerce'): void {
    this.store.modify({ ...ROLLOUTS, namespace, name }, rollout => ({
      ...rollout,
      spec: { ...Object(rollout.spec), template: podTemplate(name, tag) },
    }));
  }

  /** As somebody else's patch would; undefined takes a field away. */
  patchStatus(change: Record<string, unknown>): void {
    this.store.modify(
      { ...ROLLOUTS, namespace: 'ecommerce', name: 'storefront' },
      rollout => ({
        ...rollout,
        status: { ...Object(rollout.status), ...change },
      }),
      { subresource: 'status' },
    );
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

  private async startServer(port: number): Promise<void> {
    this.server = await KubernetesApiServer.start({
      store: this.store,
      port,
      tls: await this.authority.issueServerCredentials(),
      tokens: TOKENS,
      counter: this.counter,
      faults: this.faults,
    });
  }
}
