import { GrafanaConfig } from '../config/readShopMonitoringConfig';
import { AnswerCache } from '../upstream/AnswerCache';
import { DataSourceFinder } from './DataSourceFinder';
import { GrafanaClient } from './GrafanaClient';
import { VariableResolver } from './variables/VariableResolver';

/** One Grafana and what is needed to read from it. */
export interface GrafanaInstance {
  name: string;
  /** Undefined where there is only one: its name says nothing then. */
  shownName?: string;
  /** Where people look at it. */
  pageUrl: string;
  client: GrafanaClient;
  dataSources: DataSourceFinder;
  variables: VariableResolver;
}

export function createGrafanaInstances(
  configs: GrafanaConfig[],
  cache: AnswerCache,
): GrafanaInstance[] {
  return configs.map(config => {
    const client = GrafanaClient.create(config);
    const parts = { instance: config.name, client, cache };
    const dataSources = DataSourceFinder.create(parts);
    return {
      name: config.name,
      shownName: configs.length > 1 ? config.name : undefined,
      pageUrl: config.frontendUrl ?? config.url,
      client,
      dataSources,
      variables: VariableResolver.create({ ...parts, dataSources }),
    };
  });
}
