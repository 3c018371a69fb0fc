/**
 * An environment as configured under `shopRollouts.environments`.
 * @public
 */
export interface DeliveryEnvironment {
  /** Short name, for example `prod`. */
  name: string;
  title: string;
  /** Position on every screen; lower first. */
  order: number;
  /** A target that matches no environment counts as production too. */
  production: boolean;
}

/**
 * One Rollout: `cluster/namespace/name`.
 * @public
 */
export interface RolloutTarget {
  kind: 'rollout';
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * One Argo CD Application: `instance/namespace/name`.
 * @public
 */
export interface ApplicationTarget {
  kind: 'application';
  instance: string;
  namespace: string;
  name: string;
}

/** @public */
export type DeliveryTarget = RolloutTarget | ApplicationTarget;

/** @public */
export interface StaleSource {
  /** Cluster name or Argo CD instance name. */
  name: string;
  kind: 'cluster' | 'argocd';
  /** When it last answered; undefined if it never did since the start. */
  since?: string;
}
