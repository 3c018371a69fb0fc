import { ResourceReader } from '../../kubernetes';
import { PrometheusEngine, toSamples } from '../prometheus/PrometheusEngine';
import { Labels } from '../traffic/Series';
import { MonitorDefinition, readMonitors } from './readMonitors';
import { TranslatedQuery } from './translateQuery';

export type MonitorStatus = 'OK' | 'Warn' | 'Alert' | 'No Data' | 'Unknown';

const WORST_FIRST: MonitorStatus[] = [
  'Alert',
  'Warn',
  'No Data',
  'Unknown',
  'OK',
];
const EVERYTHING = '*';

/** One group of a monitor; times are in seconds since the epoch. */
export interface MonitorGroup {
  name: string;
  status: MonitorStatus;
  lastTriggered?: number;
  lastResolved?: number;
  lastNoData?: number;
}

export interface Monitor extends MonitorDefinition {
  status: MonitorStatus;
  statusSince: number;
  groups: MonitorGroup[];
}

/** Datadog's monitors, each with what its last evaluation has found. */
export class Monitors {
  private monitors = new Map<number, Monitor>();

  constructor(
    private readonly stores: ReadonlyMap<string, ResourceReader>,
    private readonly engine: PrometheusEngine,
  ) {}

  list(): Monitor[] {
    return [...this.monitors.values()];
  }

  get(id: number): Monitor | undefined {
    return this.monitors.get(id);
  }

  evaluate(now: number): void {
    const definitions = [...this.stores.values()].flatMap(readMonitors);
    this.monitors = new Map(
      definitions.map(definition => [
        definition.id,
        this.evaluateMonitor(definition, now),
      ]),
    );
  }

  private evaluateMonitor(definition: MonitorDefinition, now: number): Monitor {
    const before = this.monitors.get(definition.id);
    const found = this.statuses(definition, now);
    // A group that has been there stays, without data.
    for (const { name } of before?.groups ?? []) {
      if (!found.has(name) && name !== EVERYTHING) {
        found.set(name, withoutData(definition));
      }
    }
    if (found.size === 0) {
      found.set(EVERYTHING, withoutData(definition));
    }
    const groups = [...found].map(([name, status]) =>
      follow(
        before?.groups.find(each => each.name === name),
        { name, status },
        now,
      ),
    );
    const status =
      WORST_FIRST.find(each => groups.some(group => group.status === each)) ??
      'Unknown';
    return {
      ...definition,
      status,
      statusSince: before?.status === status ? before.statusSince : now,
      groups,
    };
  }

  private statuses(
    { query, payload }: MonitorDefinition,
    now: number,
  ): Map<string, MonitorStatus> {
    if (!query) {
      return new Map([[EVERYTHING, 'Unknown']]);
    }
    if (!query.promql) {
      return new Map();
    }
    const samples = toSamples(this.engine.instant(query.promql, now));
    const { critical, warning } = payload.options.thresholds;
    return new Map(
      samples.map(({ labels, value: measured }) => {
        const exceeds = (limit: number | undefined) =>
          limit !== undefined && compare(measured, query.comparator, limit);
        const raised = exceeds(warning) ? 'Warn' : 'OK';
        return [groupName(query, labels), exceeds(critical) ? 'Alert' : raised];
      }),
    );
  }
}

function withoutData({ payload, query }: MonitorDefinition): MonitorStatus {
  const { on_missing_data: onMissing = 'default' } = payload.options;
  const isCount = payload.query.includes('.as_count()');
  // A count of what did not happen is zero.
  return query &&
    (onMissing === 'resolve' || (onMissing === 'default' && isCount))
    ? 'OK'
    : 'No Data';
}

function groupName({ groups }: TranslatedQuery, labels: Labels): string {
  const parts = groups.map(
    ({ tag, label }) => `${tag}:${labels[label] ?? 'N/A'}`,
  );
  return parts.join(',') || EVERYTHING;
}

function compare(
  value: number,
  comparator: TranslatedQuery['comparator'],
  limit: number,
): boolean {
  switch (comparator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    default:
      return value <= limit;
  }
}

function follow(
  before: MonitorGroup | undefined,
  { name, status }: Pick<MonitorGroup, 'name' | 'status'>,
  now: number,
): MonitorGroup {
  const group = { ...before, name, status };
  if (before?.status === status) {
    return group;
  }
  switch (status) {
    case 'Alert':
    case 'Warn':
      return { ...group, lastTriggered: now };
    case 'No Data':
      return { ...group, lastNoData: now };
    default:
      return before ? { ...group, lastResolved: now } : group;
  }
}
