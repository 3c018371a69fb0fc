import { Entity } from '@backstage/catalog-model';
import {
  MonitoringLinks,
  WatchEnvironment,
} from '@shop-portal/plugin-shop-monitoring-common';
import { ConfiguredEnvironment, Place } from '../config/Environments';

/** An entity that the caller may watch, and what it asks for. */
export interface WatchedEntity {
  entity: Entity;
  entityRef: string;
  links: MonitoringLinks;
  /** Those that the entity lives in, in their order. */
  environments: ConfiguredEnvironment[];
}

/** One entity in one environment: what every source is asked about. */
export interface WatchScope {
  entityRef: string;
  links: MonitoringLinks;
  environment: WatchEnvironment;
  datadogEnv: string;
  /** Clusters and namespaces of the environment, as far as the entity's. */
  places: Place[];
}

export function toScope(
  { entityRef, links }: WatchedEntity,
  environment: ConfiguredEnvironment,
): WatchScope {
  const { name, title, order, production } = environment;
  return {
    entityRef,
    links,
    environment: { name, title, order, production },
    datadogEnv: environment.datadogEnv,
    places: environment.places
      .filter(({ cluster }) => [undefined, cluster].includes(links.cluster))
      .map(({ cluster, namespaces }) => ({
        cluster,
        namespaces: namespaces.filter(namespace =>
          [undefined, namespace].includes(links.namespace),
        ),
      }))
      .filter(({ namespaces }) => namespaces.length > 0),
  };
}
