import { AnswerCache } from '../upstream/AnswerCache';
import { DataSourceRef } from './definition/classic';
import { DataSource, GrafanaClient } from './GrafanaClient';
import { interpolate } from './variables/interpolate';
import { Variable } from './variables/Variable';

const FRESH_MILLIS = 30_000;

/** Finds what a panel means by its data source. */
export class DataSourceFinder {
  static create(options: {
    instance: string;
    client: GrafanaClient;
    cache: AnswerCache;
  }): DataSourceFinder {
    return new DataSourceFinder(
      options.instance,
      options.client,
      options.cache,
    );
  }

  private constructor(
    private readonly instance: string,
    private readonly client: GrafanaClient,
    private readonly cache: AnswerCache,
  ) {}

  /** Empty where Grafana does not tell. */
  async list(): Promise<DataSource[]> {
    const reading = await this.cache.read(
      `grafana:${this.instance}:datasources`,
      FRESH_MILLIS,
      () => this.client.listDataSources(),
    );
    return reading.value ?? [];
  }

  async find(
    ref: DataSourceRef,
    variables: readonly Variable[],
  ): Promise<{ uid: string; type: string } | undefined> {
    const named = typeof ref === 'string' ? ref : ref?.uid;
    const name = named && interpolate(named, variables, 'raw');
    if (
      name &&
      name === named &&
      typeof ref === 'object' &&
      ref?.type &&
      !name.startsWith('--')
    ) {
      return { uid: name, type: ref.type };
    }
    const sources = await this.list();
    return sources.find(source =>
      name ? source.uid === name || source.name === name : source.isDefault,
    );
  }
}
