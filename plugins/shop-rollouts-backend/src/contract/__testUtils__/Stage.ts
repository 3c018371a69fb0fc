import { ContractCluster } from '@shop-portal/cluster';
import { component } from '../../__testUtils__/component';
import { BlueGreenOptions } from '../../__testUtils__/manifests';
import { environmentOf, PortalCluster } from '../../__testUtils__/portalConfig';
import { PortalOptions, TestPortal } from '../../__testUtils__/TestPortal';
import { AdminApi } from './AdminApi';
import { RolloutFeed } from './RolloutFeed';
import { StagedRollout } from './StagedRollout';

/** A namespace of a cluster with Rollouts, and portals that look at it. */
export class Stage {
  static async open(cluster: ContractCluster): Promise<Stage> {
    const namespace = await cluster.createNamespace();
    const api = AdminApi.create(cluster);
    const feed = await RolloutFeed.open(api, namespace);
    return new Stage(cluster, namespace, api, feed);
  }

  private readonly portals: TestPortal[] = [];

  private constructor(
    readonly cluster: ContractCluster,
    readonly namespace: string,
    readonly api: AdminApi,
    private readonly feed: RolloutFeed,
  ) {}

  get environment(): string {
    return environmentOf(this.cluster);
  }

  async close(): Promise<void> {
    for (const portal of this.portals) {
      await portal.stop();
    }
    this.feed.close();
    this.api.close();
  }

  /** Creates a Rollout, whose first release is live then. */
  release(
    name: string,
    options: Partial<BlueGreenOptions> = {},
  ): Promise<StagedRollout> {
    const { namespace } = this;
    return StagedRollout.release(this.api, this.feed, {
      ...options,
      name,
      namespace,
    });
  }

  /** A portal with an entity for each of the Rollouts. */
  async startPortal(
    rollouts: StagedRollout[],
    options: Partial<PortalOptions> & { cluster?: PortalCluster } = {},
  ): Promise<TestPortal> {
    const { namespace } = this;
    const { cluster = this.cluster, ...others } = options;
    const portal = await TestPortal.start({
      clusters: [cluster],
      namespaces: [namespace],
      entities: rollouts.map(({ name }) =>
        component(name, { 'backstage.io/kubernetes-namespace': namespace }),
      ),
      ...others,
    });
    this.portals.push(portal);
    for (const { name } of rollouts) {
      // Until every kind was listed, a cluster counts as one that is silent.
      await portal.untilRollout(
        ({ stale }) => stale === undefined,
        this.environment,
        name,
      );
    }
    return portal;
  }
}
