import { Entity } from '@backstage/catalog-model';
import {
  DeliveryLinks,
  readDeliveryLinks,
} from '@shop-portal/plugin-shop-rollouts-common';
import { EnvironmentMap } from '../config/EnvironmentMap';
import {
  ApplicationEntry,
  DeliveryStore,
  DeploymentEntry,
  RolloutEntry,
} from '../store/DeliveryStore';

/** What the annotations of one entity select. */
export interface LinkedTargets {
  links: DeliveryLinks;
  rollouts: RolloutEntry[];
  deployments: DeploymentEntry[];
  applications: ApplicationEntry[];
}

/**
 * Finds what an entity is linked to. Without a namespace of its own it sees
 * only places that the configuration names, so that a common label value
 * brings nothing in from elsewhere in a cluster.
 */
export function findLinkedTargets(
  entity: Entity,
  store: DeliveryStore,
  environments: EnvironmentMap,
): LinkedTargets {
  const links = readDeliveryLinks(entity);
  const { kubernetes, argocd } = links;
  const rollouts = kubernetes ? store.findRollouts(kubernetes) : [];
  const deployments = kubernetes ? store.findDeployments(kubernetes) : [];
  const isInReach = (cluster: string, namespace: string) =>
    kubernetes?.namespace !== undefined ||
    environments.covers(cluster, namespace);
  return {
    links,
    rollouts: rollouts.filter(({ target }) =>
      isInReach(target.cluster, target.namespace),
    ),
    deployments: deployments.filter(({ cluster, deployment }) =>
      isInReach(cluster, deployment.metadata.namespace),
    ),
    applications: argocd ? store.findApplications(argocd) : [],
  };
}
