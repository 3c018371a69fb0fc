import { randomBytes } from 'crypto';
import { readFile } from 'fs/promises';
import { z } from 'zod';
import { ROLLOUTS_VERSIONS } from '../controlPlane/ClusterPrograms';
import { Kubectl } from '../controlPlane/Kubectl';
import { Tiers } from '../controlPlane/Tiers';
import { ContractArgoCd, ContractCluster, ContractSide } from './ContractSide';
import { openRealArgoCd } from './openRealArgoCd';

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
      adminPassword: z.string(),
      /** Name of the cluster that holds its objects, and that tests deploy to. */
      cluster: z.string(),
      /** Where it reads the repositories of tests. */
      repositories: z.string(),
    }),
  ),
});

export type Connection = z.infer<typeof connectionSchema>;

/** The real control plane, which runs on after the test file. */
export class RealSide implements ContractSide {
  readonly kind = 'real';
  private readonly closers: Array<() => Promise<void>> = [];
  private openedArgoCd: Promise<ContractArgoCd> | undefined;

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

  argoCd(): Promise<ContractArgoCd> {
    this.openedArgoCd ??= this.openArgoCd();
    return this.openedArgoCd;
  }

  async close(): Promise<void> {
    for (const close of this.closers) {
      await close();
    }
  }

  private async openArgoCd(): Promise<ContractArgoCd> {
    const { argoCd: connection, clusters } = this.connection;
    const home = clusters.find(({ name }) => name === connection?.cluster);
    if (!connection || !home) {
      throw new Error('No Argo CD was started');
    }
    const { argoCd, close } = await openRealArgoCd({
      connection,
      cluster: await this.find(cluster => cluster === home),
      kubeconfig: home.kubeconfig,
    });
    this.closers.push(close);
    return argoCd;
  }

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
