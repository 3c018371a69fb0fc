import { ContractArgoCd, ContractSide } from '../../side/ContractSide';
import { openContractSide } from '../../side/openContractSide';
import { ArgoCdApi } from './ArgoCdApi';
import { DeployedService } from './DeployedService';
import { KubernetesApi } from './KubernetesApi';
import { SyncPolicy } from './serviceFiles';

interface Opened {
  side: ContractSide;
  argoCd: ContractArgoCd;
  api: ArgoCdApi;
  kubernetes: KubernetesApi;
}

/** What the tests of one file share: an Argo CD and the cluster below it. */
export class ArgoCdContract {
  private opened: Opened | undefined;
  private readonly services: DeployedService[] = [];

  private constructor() {}

  /** Opens it before the tests of the surrounding group, and ends it after. */
  static register(): ArgoCdContract {
    const contract = new ArgoCdContract();
    beforeAll(() => contract.open());
    afterAll(() => contract.close());
    return contract;
  }

  get api(): ArgoCdApi {
    return this.known.api;
  }

  /** Of the cluster that it deploys to. */
  get kubernetes(): KubernetesApi {
    return this.known.kubernetes;
  }

  get argoCd(): ContractArgoCd {
    return this.known.argoCd;
  }

  /** A new service, of which Argo CD knows. */
  async deploy(sync: SyncPolicy): Promise<DeployedService> {
    const service = await DeployedService.create(this.argoCd, sync);
    this.services.push(service);
    return service;
  }

  private get known(): Opened {
    if (!this.opened) {
      throw new Error('There is no Argo CD outside of tests');
    }
    return this.opened;
  }

  private async open(): Promise<void> {
    const side = await openContractSide();
    const argoCd = await side.argoCd();
    this.opened = {
      side,
      argoCd,
      api: ArgoCdApi.create(argoCd),
      kubernetes: KubernetesApi.create(argoCd.cluster),
    };
  }

  private async close(): Promise<void> {
    for (const service of this.services) {
      await service.close();
    }
    this.opened?.kubernetes.close();
    await this.opened?.side.close();
  }
}
