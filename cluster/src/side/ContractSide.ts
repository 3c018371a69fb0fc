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
  /** Of the account `admin`; the lab knows API tokens only. */
  adminPassword?: string;
  /** What it reads: by which Applications name it, and the bare repository. */
  repository: { url: string; folder: string };
  /**
   * Tells of new commits, as a webhook would: the ApplicationSets in
   * `clusters/` are read again, and their Applications compared.
   */
  notifyPush(): Promise<void>;
}

/** What a contract test runs against. */
export interface ContractSide {
  kind: 'lab' | 'real';
  /** @param version - of the Rollouts controller; the lab has 1.10.0 only */
  cluster(version?: RolloutsVersion): Promise<ContractCluster>;
  /** It reads a repository that is new for this test file. */
  argoCd(): Promise<ContractArgoCd>;
  /** Ends what was started for this test file. */
  close(): Promise<void>;
}
