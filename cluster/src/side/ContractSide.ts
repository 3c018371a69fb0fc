import { RolloutsVersion } from '../controlPlane/ClusterPrograms';

/** A Kubernetes with a Rollouts controller, real or the lab's. */
export interface ContractCluster {
  /** By which the portal and Argo CD call it. */
  name: string;
  url: string;
  /** PEM of the certificate authority, base64. */
  caData: string;
  tokens: { reader: string; promoter: string; changer: string; admin: string };
  rolloutsVersion: RolloutsVersion;
  /**
   * A new namespace in which the tiers may do their work.
   *
   * @returns its name
   */
  createNamespace(): Promise<string>;
}

/** An Argo CD that deploys to one cluster, real or the lab's. */
export interface ContractArgoCd {
  url: string;
  tokens: { portal: string; reader: string };
  cluster: ContractCluster;
  /** What it reads: by which Applications name it, and the bare repository. */
  repository: { url: string; folder: string };
}

/** What a contract test runs against. */
export interface ContractSide {
  kind: 'lab' | 'real';
  /** @param version - of the Rollouts controller; the lab has 1.10.0 only */
  cluster(version?: RolloutsVersion): Promise<ContractCluster>;
  argoCd(): Promise<ContractArgoCd>;
  /** Ends what was started for this test file. */
  close(): Promise<void>;
}
