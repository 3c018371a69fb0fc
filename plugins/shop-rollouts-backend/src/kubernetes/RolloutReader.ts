import {
  parseRollout,
  RolloutObject,
  RolloutTarget,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ClusterDetails } from '../extensions';
import { KubernetesApiError } from './KubernetesApiError';
import { KubernetesReader } from './KubernetesReader';
import { ROLLOUTS } from './watchedResources';

const TIMEOUT_MILLIS = 5_000;

/** Reads one Rollout from the cluster itself, around an action only. */
export interface RolloutReader {
  /** Undefined when it does not exist. */
  read(target: RolloutTarget): Promise<RolloutObject | undefined>;
}

/** Reads with the read-only tokens. */
export class KubernetesRolloutReader implements RolloutReader {
  static create(clusters: ClusterDetails[]): KubernetesRolloutReader {
    return new KubernetesRolloutReader(
      new Map(
        clusters.map(cluster => [
          cluster.name,
          KubernetesReader.create(cluster),
        ]),
      ),
    );
  }

  private constructor(
    private readonly readers: Map<string, KubernetesReader>,
  ) {}

  async read(target: RolloutTarget): Promise<RolloutObject | undefined> {
    const namespace = encodeURIComponent(target.namespace);
    const name = encodeURIComponent(target.name);
    const path = ROLLOUTS.path.replace(
      /rollouts$/,
      `namespaces/${namespace}/rollouts/${name}`,
    );
    try {
      const value = await this.readers
        .get(target.cluster)
        ?.get({ path, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
      return parseRollout(value);
    } catch (error) {
      if (error instanceof KubernetesApiError && error.code === 404) {
        return undefined;
      }
      throw error;
    }
  }
}
