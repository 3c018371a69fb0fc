import { ContainerImage } from './rolloutView';
import { StaleSource } from './target';

/**
 * A Deployment of a service without a Rollout: shown, never driven.
 * @public
 */
export interface DeploymentView {
  cluster: string;
  namespace: string;
  name: string;
  /** Tag of its first container. */
  tag: string;
  images: ContainerImage[];
  replicas: { desired: number; ready: number; total: number };
  stale?: StaleSource;
}
