import {
  MonitorsAnswer,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { DatadogConfig } from '../config/readShopMonitoringConfig';
import { notLinked } from '../entities/notLinked';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { toSourceState } from '../upstream/toSourceState';
import { byState } from '../worstState';
import { DatadogClient } from './DatadogClient';
import { toMonitor } from './toMonitor';

interface Datadog {
  config: DatadogConfig;
  client: DatadogClient;
}

/** The Datadog monitors of an entity. */
export class MonitorService {
  static create(options: {
    config?: DatadogConfig;
    cache: AnswerCache;
  }): MonitorService {
    const { config, cache } = options;
    return new MonitorService(
      cache,
      config && { config, client: DatadogClient.create(config) },
    );
  }

  private constructor(
    private readonly cache: AnswerCache,
    private readonly datadog: Datadog | undefined,
  ) {}

  async list(scope: WatchScope): Promise<MonitorsAnswer> {
    const { environment, links, datadogEnv } = scope;
    const withoutItems = (source: SourceState) => ({
      environment,
      source,
      items: [],
    });
    if (!this.datadog) {
      return withoutItems({ source: 'datadog', status: 'notConfigured' });
    }
    if (!links.datadog) {
      return withoutItems(notLinked('datadog', scope));
    }
    const { config, client } = this.datadog;
    const { tags } = links.datadog;
    const reading = await this.cache.read(
      `datadog:monitors:${[...tags].sort().join(',')}`,
      config.freshSeconds * 1000,
      () => client.listMonitors(tags),
    );
    return {
      environment,
      source: toSourceState('datadog', undefined, reading),
      items: (reading.value ?? [])
        .flatMap(monitor => toMonitor(monitor, datadogEnv, config.appUrl) ?? [])
        .sort(byState),
    };
  }
}
