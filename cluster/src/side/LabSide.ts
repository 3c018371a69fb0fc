import { randomBytes } from 'crypto';
import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  CertificateAuthority,
  KubernetesApiServer,
  MemoryResourceStore,
  RequestCounter,
  startControllers,
} from '@shop-portal/lab';
import { ContractArgoCd, ContractCluster, ContractSide } from './ContractSide';
import { startLabArgoCd } from './startLabArgoCd';

const NAMESPACES = { group: '', plural: 'namespaces' };

/** The lab's stand-ins, in this process, for one test file. */
export class LabSide implements ContractSide {
  readonly kind = 'lab';
  private readonly closers: Array<() => Promise<void>> = [];
  private started: Promise<ContractCluster> | undefined;
  private startedArgoCd: Promise<ContractArgoCd> | undefined;

  private constructor(private readonly dataDir: string) {}

  static async open(): Promise<LabSide> {
    return new LabSide(await mkdtemp(join(tmpdir(), 'contract-')));
  }

  async cluster(version = '1.10.0'): Promise<ContractCluster> {
    if (version !== '1.10.0') {
      throw new Error(`The lab behaves as Rollouts 1.10.0, not as ${version}`);
    }
    this.started ??= this.startCluster();
    return this.started;
  }

  async argoCd(): Promise<ContractArgoCd> {
    this.startedArgoCd ??= this.startArgoCd();
    return this.startedArgoCd;
  }

  async close(): Promise<void> {
    for (const close of this.closers.reverse()) {
      await close();
    }
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async startArgoCd(): Promise<ContractArgoCd> {
    const cluster = await this.cluster();
    const { argoCd, close } = await startLabArgoCd(cluster, this.dataDir);
    this.closers.push(close);
    return argoCd;
  }

  private async startCluster(): Promise<ContractCluster> {
    const name = 'shop-prod';
    const authority = await CertificateAuthority.open(this.dataDir);
    const store = MemoryResourceStore.create({
      cluster: name,
      namespaces: ['argo-rollouts'],
    });
    const controllers = startControllers({
      store,
      imageExists: () => true,
      timings: { podReadyMillis: 0 },
    });
    const token = () => randomBytes(24).toString('hex');
    const tokens = {
      reader: token(),
      promoter: token(),
      changer: token(),
      admin: token(),
    };
    const server = await KubernetesApiServer.start({
      store,
      port: 0,
      tls: await authority.issueServerCredentials(),
      tokens,
      counter: new RequestCounter(),
    });
    this.closers.push(async () => {
      await server.close();
      controllers.stop();
    });
    return {
      name,
      url: server.url,
      caData: Buffer.from(authority.certificate).toString('base64'),
      tokens,
      rolloutsVersion: '1.10.0',
      createNamespace: async () => {
        const namespace = `contract-${randomBytes(4).toString('hex')}`;
        store.create(NAMESPACES, {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace },
        });
        return namespace;
      },
    };
  }
}
