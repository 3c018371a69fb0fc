import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Alert,
  Health,
  judgeHealth,
  Monitor,
  Probe,
  SourceState,
  WatchCounts,
} from '@shop-portal/plugin-shop-monitoring-common';
import { MonitorService } from '../datadog/MonitorService';
import { WatchScope } from '../entities/WatchScope';
import { MarkService } from '../marks/MarkService';
import { AlertService } from '../prometheus/AlertService';
import { ProbeService } from '../prometheus/ProbeService';
import { earliest } from '../upstream/moments';

const RELEASE_WINDOW_MILLIS = 30 * 60_000;

export interface HealthServiceOptions {
  monitors: MonitorService;
  alerts: AlertService;
  probes: ProbeService;
  marks: MarkService;
}

type Item = Pick<Monitor | Alert | Probe, 'state'> &
  Partial<Pick<Monitor, 'since' | 'muted'>>;

type Items = Record<keyof WatchCounts, Item[]>;

/** Whether an entity is well in an environment. */
export class HealthService {
  static create(options: HealthServiceOptions): HealthService {
    return new HealthService(options);
  }

  private constructor(private readonly options: HealthServiceOptions) {}

  async read(
    scope: WatchScope,
    credentials: BackstageCredentials,
  ): Promise<Health> {
    const [monitors, alerts, probes] = await Promise.all([
      this.options.monitors.list(scope),
      this.options.alerts.list(scope),
      this.options.probes.list(scope),
    ]);
    const items: Items = {
      monitors: monitors.items,
      alerts: alerts.items,
      probes: probes.items,
    };
    const firing = select(items, ({ muted }) => !muted);
    const muted = selectMuted(items);
    const since = earliest(all(firing).map(item => item.since));
    const parts = {
      counts: { ...count(items), alerts: alerts.rules.length },
      firing: { ...count(firing), since },
      muted: { ...count(muted), ...describeMutes(all(muted)) },
      sources: mergeSources([
        monitors.source,
        ...alerts.sources,
        ...probes.sources,
      ]),
    };
    return {
      entityRef: scope.entityRef,
      environment: scope.environment,
      verdict: judgeHealth(parts),
      checkedAt: new Date().toISOString(),
      ...parts,
      release: since
        ? await this.findRelease(scope, since, credentials)
        : undefined,
    };
  }

  /** The last release that went live shortly before. */
  private async findRelease(
    scope: WatchScope,
    since: string,
    credentials: BackstageCredentials,
  ): Promise<Health['release']> {
    const to = Date.parse(since);
    const { items } = await this.options.marks.list(
      scope,
      { from: to - RELEASE_WINDOW_MILLIS, to },
      credentials,
    );
    const release = items
      .filter(({ kind }) => kind === 'live' || kind === 'rolledBack')
      .at(-1);
    return release && { tag: release.tag, at: release.at };
  }
}

function select(items: Items, wanted: (item: Item) => boolean): Items {
  const choose = (list: Item[]) =>
    list.filter(item => item.state === 'firing' && wanted(item));
  return {
    monitors: choose(items.monitors),
    alerts: choose(items.alerts),
    probes: choose(items.probes),
  };
}

/** A monitor that is muted says nothing when it should: that counts too. */
function selectMuted(items: Items): Items {
  return {
    monitors: items.monitors.filter(({ muted }) => muted),
    alerts: items.alerts.filter(({ muted }) => muted),
    probes: [],
  };
}

function count(items: Items): WatchCounts {
  return {
    monitors: items.monitors.length,
    alerts: items.alerts.length,
    probes: items.probes.length,
  };
}

function all(items: Items): Item[] {
  return [...items.monitors, ...items.alerts, ...items.probes];
}

function describeMutes(items: Item[]): { until?: string; by?: string } {
  const ends = items.map(({ muted }) => muted?.until);
  const people = new Set(items.map(({ muted }) => muted?.by));
  const [by] = people;
  return {
    // One that nobody ends keeps all of them from having an end.
    ...(ends.every(end => end !== undefined) && {
      until: [...ends].sort().at(-1),
    }),
    ...(people.size === 1 && by && { by }),
  };
}

/** Alerts and probes come from the same Prometheus: the worse one counts. */
function mergeSources(sources: SourceState[]): SourceState[] {
  const merged = new Map<string, SourceState>();
  for (const source of sources) {
    const key = `${source.source}/${source.instance ?? ''}`;
    const known = merged.get(key);
    if (!known || rank(source) > rank(known)) {
      merged.set(key, source);
    }
  }
  return [...merged.values()];
}

function rank({ status }: SourceState): number {
  return ['notConfigured', 'notLinked', 'live', 'stale', 'failed'].indexOf(
    status,
  );
}
