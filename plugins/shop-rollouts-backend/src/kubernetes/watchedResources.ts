import {
  DeploymentObject,
  parseDeployment,
  parsePod,
  parseReplicaSet,
  parseRollout,
  parseService,
  PodObject,
  POD_HASH_LABEL,
  ReplicaSetObject,
  RolloutObject,
  ServiceObject,
} from '@shop-portal/plugin-shop-rollouts-common';

/** One kind that is watched, over all namespaces of a cluster. */
export interface WatchedResource<TObject> {
  path: string;
  labelSelector?: string;
  /** Keeps the fields that the portal reads; undefined if it cannot. */
  parse(value: unknown): TObject | undefined;
}

export const ROLLOUTS: WatchedResource<RolloutObject> = {
  path: '/apis/argoproj.io/v1alpha1/rollouts',
  parse: parseRollout,
};

/** Only those of Rollouts carry the label: most of a cluster is left out. */
export const REPLICA_SETS: WatchedResource<ReplicaSetObject> = {
  path: '/apis/apps/v1/replicasets',
  labelSelector: POD_HASH_LABEL,
  parse: parseReplicaSet,
};

export const PODS: WatchedResource<PodObject> = {
  path: '/api/v1/pods',
  labelSelector: POD_HASH_LABEL,
  parse: parsePod,
};

export const SERVICES: WatchedResource<ServiceObject> = {
  path: '/api/v1/services',
  parse: parseService,
};

/** What services without a Rollout run as. */
export const DEPLOYMENTS: WatchedResource<DeploymentObject> = {
  path: '/apis/apps/v1/deployments',
  parse: parseDeployment,
};
