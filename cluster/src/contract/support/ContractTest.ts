import { RolloutsVersion } from '../../controlPlane/ClusterPrograms';
import { ContractSide } from '../../side/ContractSide';
import { contractSide, openContractSide } from '../../side/openContractSide';
import { KubernetesApi } from './KubernetesApi';

/** Those that the side has; the lab behaves as one of them. */
export const ROLLOUTS_VERSIONS: RolloutsVersion[] =
  contractSide === 'real' ? ['1.10.0', '1.9.2'] : ['1.10.0'];

/** What the tests of one file or group share: a cluster's API. */
export class ContractTest {
  private side: ContractSide | undefined;
  private opened: KubernetesApi | undefined;

  private constructor(private readonly version?: RolloutsVersion) {}

  /** Opens it before the tests of the surrounding group, and ends it after. */
  static register(version?: RolloutsVersion): ContractTest {
    const test = new ContractTest(version);
    beforeAll(() => test.open());
    afterAll(() => test.close());
    return test;
  }

  get api(): KubernetesApi {
    if (!this.opened) {
      throw new Error('There is no cluster outside of tests');
    }
    return this.opened;
  }

  /** With nothing in it. */
  newNamespace(): Promise<string> {
    return this.api.cluster.createNamespace();
  }

  private async open(): Promise<void> {
    this.side = await openContractSide();
    const cluster = await this.side.cluster(this.version);
    this.opened = KubernetesApi.create(cluster);
  }

  private async close(): Promise<void> {
    this.opened?.close();
    await this.side?.close();
  }
}
