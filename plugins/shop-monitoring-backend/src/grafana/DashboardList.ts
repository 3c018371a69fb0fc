import {
  DashboardsAnswer,
  DashboardSelector,
  DashboardSummary,
  matchesDashboardSelector,
} from '@shop-portal/plugin-shop-monitoring-common';
import { notLinked } from '../entities/notLinked';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { buildLink } from '../upstream/links';
import { toSourceState } from '../upstream/toSourceState';
import { SearchHit } from './GrafanaClient';
import { GrafanaInstance } from './GrafanaInstance';

const FRESH_MILLIS = 30_000;

/** Which dashboards an entity chooses. */
export class DashboardList {
  static create(options: {
    instances: GrafanaInstance[];
    cache: AnswerCache;
  }): DashboardList {
    return new DashboardList(options.instances, options.cache);
  }

  private constructor(
    private readonly instances: GrafanaInstance[],
    private readonly cache: AnswerCache,
  ) {}

  async list(scope: WatchScope): Promise<DashboardsAnswer> {
    const { environment, links } = scope;
    if (this.instances.length === 0) {
      return {
        environment,
        sources: [{ source: 'grafana', status: 'notConfigured' }],
        items: [],
      };
    }
    const selector = links.grafana;
    if (!selector) {
      return { environment, sources: [notLinked('grafana', scope)], items: [] };
    }
    const parts = await Promise.all(
      this.instances.map(instance => this.listOf(instance, selector)),
    );
    return {
      environment,
      sources: parts.map(({ state }) => state),
      items: parts
        .flatMap(({ items }) => items)
        .sort((a, b) => a.title.localeCompare(b.title, 'en')),
    };
  }

  private async listOf(instance: GrafanaInstance, selector: DashboardSelector) {
    const reading = await this.cache.read(
      `grafana:${instance.name}:search:${JSON.stringify(selector)}`,
      FRESH_MILLIS,
      async () =>
        (
          await Promise.all(
            selector.anyOf.map(condition => instance.client.search(condition)),
          )
        ).flat(),
    );
    // Grafana finds titles that only contain the text.
    const hits = (reading.value ?? []).filter(hit =>
      matchesDashboardSelector(selector, hit),
    );
    return {
      state: toSourceState('grafana', instance.shownName, reading),
      items: [...new Map(hits.map(hit => [hit.uid, hit])).values()].map(hit =>
        toSummary(hit, instance),
      ),
    };
  }
}

function toSummary(
  hit: SearchHit,
  instance: GrafanaInstance,
): DashboardSummary {
  return {
    instance: instance.name,
    uid: hit.uid,
    title: hit.title,
    ...(hit.folderTitle && { folder: hit.folderTitle }),
    tags: hit.tags,
    link: buildLink(instance.pageUrl, ['d', hit.uid]),
  };
}
