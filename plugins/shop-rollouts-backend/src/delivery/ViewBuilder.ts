import {
  ApplicationView,
  buildApplicationView,
  buildDeploymentView,
  buildRolloutView,
  DeliveryEnvironment,
  DeploymentView,
  isClaimedBy,
  Operation,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import { EnvironmentMap } from '../config/EnvironmentMap';
import { ShopRolloutsConfig } from '../config/readShopRolloutsConfig';
import { ClusterDetails } from '../extensions';
import {
  ApplicationEntry,
  DeliveryStore,
  DeploymentEntry,
  RolloutEntry,
} from '../store/DeliveryStore';
import { EntityGrants } from './DeliveryAuthorizer';

export interface Viewer {
  entityRef: string;
  grants: EntityGrants;
}

/** Makes views out of what the store holds and what a person may do. */
export class ViewBuilder {
  static create(options: {
    config: ShopRolloutsConfig;
    clusters: ClusterDetails[];
    store: DeliveryStore;
  }): ViewBuilder {
    const { config, clusters, store } = options;
    return new ViewBuilder(
      config,
      clusters,
      store,
      EnvironmentMap.create(config.environments),
    );
  }

  private constructor(
    private readonly config: ShopRolloutsConfig,
    private readonly clusters: ClusterDetails[],
    private readonly store: DeliveryStore,
    readonly environments: EnvironmentMap,
  ) {}

  isReadOnly(cluster: string): boolean {
    return !this.config.clusters[cluster]?.serviceAccountToken;
  }

  /** Whether the object names the entity, and how it would have to. */
  describeClaim(
    object: Parameters<typeof isClaimedBy>[0],
    entityRef: string,
  ): { claimed: boolean; claim: string } {
    const { claimAnnotation } = this.config;
    return {
      claimed: isClaimedBy(object, entityRef, claimAnnotation),
      claim: `${claimAnnotation}: ${entityRef}`,
    };
  }

  environmentOfRollout(entry: RolloutEntry): DeliveryEnvironment {
    const { cluster, namespace } = entry.target;
    return this.environments.find(cluster, namespace);
  }

  environmentOfDeployment(entry: DeploymentEntry): DeliveryEnvironment {
    const { cluster, deployment } = entry;
    return this.environments.find(cluster, deployment.metadata.namespace);
  }

  environmentOfApplication(entry: ApplicationEntry): DeliveryEnvironment {
    const { name, server, namespace } = entry.application.destination;
    const cluster = this.clusters.find(
      candidate =>
        candidate.name === name ||
        (server !== undefined && sameUrl(candidate.url, server)),
    );
    return this.environments.find(cluster?.name, namespace ?? '');
  }

  buildRollout(
    entry: RolloutEntry,
    viewer: Viewer,
    operation?: Operation,
  ): RolloutView {
    const { cluster, namespace } = entry.target;
    const environment = this.environmentOfRollout(entry);
    return buildRolloutView({
      rollout: entry.rollout,
      replicaSets: entry.replicaSets,
      pods: entry.pods,
      services: entry.services,
      entityRef: viewer.entityRef,
      claimAnnotation: this.config.claimAnnotation,
      environment,
      cluster: {
        name: cluster,
        readOnly: this.isReadOnly(cluster),
        stale: this.store.getStale({ kind: 'cluster', name: cluster }),
        rolloutsVersion: this.store.getControllerVersion(cluster),
      },
      previewUrl: this.environments.previewUrl(cluster, namespace),
      permissions: viewer.grants.inEnvironment(environment),
      operation,
      now: new Date(),
    });
  }

  buildDeployment({ cluster, deployment }: DeploymentEntry): DeploymentView {
    const stale = this.store.getStale({ kind: 'cluster', name: cluster });
    return buildDeploymentView({ cluster, deployment, stale });
  }

  buildApplication(
    entry: ApplicationEntry,
    viewer: Viewer,
    lastRequest?: Operation,
  ): ApplicationView {
    const { instance } = entry.target;
    const environment = this.environmentOfApplication(entry);
    const config = this.config.argocd.instances.find(
      candidate => candidate.name === instance,
    );
    return buildApplicationView({
      application: entry.application.object,
      instance: {
        name: instance,
        frontendUrl: config?.frontendUrl ?? config?.url,
        stale: this.store.getStale({ kind: 'argocd', name: instance }),
      },
      entityRef: viewer.entityRef,
      claimAnnotation: this.config.claimAnnotation,
      environment,
      permissions: viewer.grants.inEnvironment(environment),
      lastRequest,
    });
  }
}

function sameUrl(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
}
