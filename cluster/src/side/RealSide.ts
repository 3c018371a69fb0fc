import { randomBytes } from 'crypto';
import { readFile } from 'fs/promises';
import { z } from 'zod';
import { ROLLOUTS_VERSIONS } from '../controlPlane/ClusterPrograms';
import { Kubectl } from '../controlPlane/Kubectl';
import { Tiers } from '../controlPlane/Tiers';
import { ContractArgoCd, ContractCluster, ContractSide } from './ContractSide';

const clusterSchema = z.object({
  name: z.string(),
  url: z.string(),
  caData: z.string(),
  tokens: z.object({
    reader: z.string(),
    promoter: z.string(),
    changer: z.string(),
    admin: z.string(),
  }),
  rolloutsVersion: z.enum(ROLLOUTS_VERSIONS),
  kubeconfig: z.string(),
});

/** What a started control plane tells the tests. */
export const connectionSchema = z.object({
  clusters: z.array(clusterSchema),
  argoCd: z.optional(
    z.object({
      url: z.string(),
      tokens: z.object({ portal: z.string(), reader: z.string() }),
      /** Name of the cluster that it deploys to. */
      cluster: z.string(),
      repository: z.object({ url: z.string(), folder: z.string() }),
    }),
  ),
});

export type Connection = z.infer<typeof connectionSchema>;

/** The real control plane, which runs on after the test file. */
export class RealSide implements ContractSide {
  readonly kind = 'real';

  private constructor(private readonly connection: Connection) {}

  /** @param file - what `cluster/src/main.ts` wrote */
  static async open(file: string): Promise<RealSide> {
    const connection = connectionSchema.parse(
      JSON.parse(await readFile(file, 'utf8')),
    );
    return new RealSide(connection);
  }

  async cluster(version = '1.10.0'): Promise<ContractCluster> {
    return this.find(cluster => cluster.rolloutsVersion === version);
  }

  async argoCd(): Promise<ContractArgoCd> {
    const { argoCd } = this.connection;
    if (!argoCd) {
      throw new Error('No Argo CD was started');
    }
    return {
      ...argoCd,
      cluster: await this.find(({ name }) => name === argoCd.cluster),
    };
  }

  async close(): Promise<void> {}

  private async find(
    matches: (cluster: z.infer<typeof clusterSchema>) => boolean,
  ): Promise<ContractCluster> {
    const found = this.connection.clusters.find(matches);
    if (!found) {
      throw new Error('No such cluster was started');
    }
    const { kubeconfig, ...cluster } = found;
    const tiers = Tiers.create(await Kubectl.create(kubeconfig));
    return {
      ...cluster,
      createNamespace: async () => {
        const name = `contract-${randomBytes(4).toString('hex')}`;
        await tiers.addNamespace(name);
        return name;
      },
    };
  }
}
