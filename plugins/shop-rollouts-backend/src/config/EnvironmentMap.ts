import { DeliveryEnvironment } from '@shop-portal/plugin-shop-rollouts-common';
import { EnvironmentConfig } from './readShopRolloutsConfig';

/**
 * Where a target goes that no configured environment covers. It counts as
 * production, so that a forgotten line in the configuration opens nothing.
 */
const UNASSIGNED: DeliveryEnvironment = {
  name: 'unassigned',
  title: 'No environment',
  order: Number.MAX_SAFE_INTEGER,
  production: true,
};

/** Decides by cluster and namespace, never by a label, what is where. */
export class EnvironmentMap {
  static create(environments: EnvironmentConfig[]): EnvironmentMap {
    const byPlace = new Map<string, EnvironmentConfig>();
    for (const environment of environments) {
      for (const target of environment.targets) {
        for (const namespace of target.namespaces) {
          byPlace.set(placeKey(target.cluster, namespace), environment);
        }
      }
    }
    const configured = [...environments].sort((a, b) => a.order - b.order);
    return new EnvironmentMap(configured, byPlace);
  }

  private constructor(
    private readonly configured: EnvironmentConfig[],
    private readonly byPlace: Map<string, EnvironmentConfig>,
  ) {}

  list(): DeliveryEnvironment[] {
    return this.configured.map(toDeliveryEnvironment);
  }

  find(cluster: string | undefined, namespace: string): DeliveryEnvironment {
    const found =
      cluster === undefined
        ? undefined
        : this.byPlace.get(placeKey(cluster, namespace));
    return found ? toDeliveryEnvironment(found) : UNASSIGNED;
  }

  /** Whether the configuration names this place. */
  covers(cluster: string, namespace: string): boolean {
    return this.byPlace.has(placeKey(cluster, namespace));
  }

  previewUrl(cluster: string, namespace: string): string | undefined {
    return this.byPlace.get(placeKey(cluster, namespace))?.previewUrl;
  }
}

function placeKey(cluster: string, namespace: string): string {
  return `${cluster}/${namespace}`;
}

function toDeliveryEnvironment(
  config: DeliveryEnvironment,
): DeliveryEnvironment {
  return {
    name: config.name,
    title: config.title,
    order: config.order,
    production: config.production,
  };
}
