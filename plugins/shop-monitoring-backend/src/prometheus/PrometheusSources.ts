import {
  PrometheusLink,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { PrometheusConfig } from '../config/readShopMonitoringConfig';
import { notLinked } from '../entities/notLinked';
import { WatchScope } from '../entities/WatchScope';
import { AlertmanagerClient } from './AlertmanagerClient';
import { coversEnvironment } from './matchLabels';
import { PrometheusClient } from './PrometheusClient';

export interface PrometheusSource {
  config: PrometheusConfig;
  client: PrometheusClient;
  alertmanager?: AlertmanagerClient;
  /** Undefined where there is only one: its name says nothing then. */
  shownName?: string;
}

export type ChosenSources =
  | { link: PrometheusLink; sources: PrometheusSource[] }
  | { link?: undefined; state: SourceState };

/** The configured Prometheuses, and which of them an entity is asked of. */
export class PrometheusSources {
  static create(configs: PrometheusConfig[]): PrometheusSources {
    return new PrometheusSources(
      configs.map(config => ({
        config,
        client: PrometheusClient.create(config),
        alertmanager: config.alertmanagerUrl
          ? AlertmanagerClient.create({
              name: config.name,
              url: config.alertmanagerUrl,
              headers: config.headers,
            })
          : undefined,
        shownName: configs.length > 1 ? config.name : undefined,
      })),
    );
  }

  private constructor(private readonly sources: PrometheusSource[]) {}

  choose(scope: WatchScope): ChosenSources {
    if (this.sources.length === 0) {
      return { state: { source: 'prometheus', status: 'notConfigured' } };
    }
    const link = scope.links.prometheus;
    if (!link) {
      return { state: notLinked('prometheus', scope) };
    }
    const { instance } = link;
    const named = this.sources.filter(({ config }) =>
      [undefined, config.name].includes(instance),
    );
    if (named.length === 0) {
      return {
        state: { source: 'prometheus', instance, status: 'notConfigured' },
      };
    }
    const sources = named.filter(({ config }) =>
      coversEnvironment(config, scope),
    );
    return { link, sources };
  }
}
