import { LabelEquals } from '@shop-portal/plugin-shop-monitoring-common';
import { PrometheusConfig } from '../config/readShopMonitoringConfig';
import { WatchScope } from '../entities/WatchScope';

type Labels = Readonly<Record<string, string>>;

const ENVIRONMENT_LABELS = ['env', 'environment'];

/** Whether the labels are those that the entity asks for. */
export function hasLabels(
  labels: Labels,
  wanted: readonly LabelEquals[],
): boolean {
  return wanted.every(({ name, value }) => labels[name] === value);
}

/**
 * Whether the labels speak of the environment. Namespace, cluster and `env`
 * decide as far as they are there: what names none of them is shown in every
 * environment.
 */
export function isInEnvironment(
  labels: Labels,
  scope: WatchScope,
  { clusterLabel }: Pick<PrometheusConfig, 'clusterLabel'>,
): boolean {
  const { environment, datadogEnv } = scope;
  const named = ENVIRONMENT_LABELS.flatMap(name => labels[name] ?? []);
  if (named.some(name => ![environment.name, datadogEnv].includes(name))) {
    return false;
  }
  const cluster = clusterLabel && labels[clusterLabel];
  const { namespace } = labels;
  return scope.places.some(
    place =>
      (!cluster || place.cluster === cluster) &&
      (!namespace || place.namespaces.includes(namespace)),
  );
}

/** Whether this Prometheus watches a cluster of the environment. */
export function coversEnvironment(
  { clusters }: Pick<PrometheusConfig, 'clusters'>,
  { places }: WatchScope,
): boolean {
  return (
    clusters === undefined ||
    places.some(({ cluster }) => clusters.includes(cluster))
  );
}
