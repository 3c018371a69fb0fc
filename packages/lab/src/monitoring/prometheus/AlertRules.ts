import { ResourceReader } from '../../kubernetes';
import { Labels, Series } from '../traffic/Series';
import { expandTemplate } from './expandTemplate';
import { PrometheusEngine, toSamples } from './PrometheusEngine';
import { createMatcher } from './promql/matchers';
import { keyOf, Sample, SeriesSource, withoutName } from './promql/values';
import { AlertingRule, readAlertingRules } from './readAlertingRules';

export type AlertState = 'pending' | 'firing';

/** One alert that a rule has raised; times are in seconds since the epoch. */
export interface RaisedAlert {
  labels: Labels;
  annotations: Record<string, string>;
  state: AlertState;
  activeAt: number;
  firedAt?: number;
  value: number;
  query: string;
}

export interface RuleState extends AlertingRule {
  alerts: RaisedAlert[];
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
  /** When, and for how many seconds, it was evaluated last. */
  lastEvaluation: number;
  evaluationTime: number;
}

/** What an evaluation has changed, for Alertmanager. */
export interface AlertNews {
  firing: RaisedAlert[];
  resolved: RaisedAlert[];
}

/**
 * Evaluates the alerting rules of every cluster, each on its own cluster's
 * series, as the Prometheus in it would.
 */
export class AlertRules implements SeriesSource {
  private states: RuleState[] = [];
  private readonly history = new Map<
    string,
    Array<{ labels: Labels; from: number; to: number }>
  >();

  constructor(
    private readonly stores: ReadonlyMap<string, ResourceReader>,
    private readonly source: SeriesSource,
  ) {}

  list(): readonly RuleState[] {
    return this.states;
  }

  /** The series `ALERTS`, since the lab was started. */
  series(): Series[] {
    return [...this.history.values()].map(intervals => {
      const series = new Series(intervals[0].labels, 'gauge');
      intervals.forEach(({ from, to }) =>
        series.add({ from, to, constant: 1 }),
      );
      return series;
    });
  }

  evaluate(now: number): AlertNews {
    const before = new Map(this.states.map(each => [ruleKey(each), each]));
    const states = [...this.stores.values()]
      .flatMap(readAlertingRules)
      .map(rule => this.evaluateRule(rule, before.get(ruleKey(rule)), now));
    const alertsOf = (rules: RuleState[]) =>
      rules
        .flatMap(({ alerts }) => alerts)
        .filter(({ state }) => state === 'firing');
    const firing = alertsOf(states);
    const keys = new Set(firing.map(({ labels }) => keyOf(labels)));
    const resolved = alertsOf(this.states).filter(
      ({ labels }) => !keys.has(keyOf(labels)),
    );
    this.states = states;
    this.remember(now);
    return { firing, resolved };
  }

  private evaluateRule(
    rule: AlertingRule,
    before: RuleState | undefined,
    now: number,
  ): RuleState {
    const started = performance.now();
    const done = (
      rest: Pick<RuleState, 'alerts' | 'health' | 'lastError'>,
    ) => ({
      ...rule,
      ...rest,
      lastEvaluation: now,
      evaluationTime: (performance.now() - started) / 1000,
    });
    try {
      const engine = new PrometheusEngine(this.ownSeries(rule.cluster));
      const samples = toSamples(engine.instant(rule.query, now));
      return done({
        health: 'ok',
        alerts: samples.map(sample => raise(rule, sample, before, now)),
      });
    } catch (error) {
      const lastError = (error as Error).message;
      return done({ health: 'err', lastError, alerts: before?.alerts ?? [] });
    }
  }

  private ownSeries(cluster: string): SeriesSource {
    const isOwn = createMatcher('cluster', '=', cluster);
    return {
      series: () =>
        this.source
          .series()
          .filter(({ labels }) => isOwn.matches(labels.cluster)),
    };
  }

  private remember(now: number): void {
    const open = new Set<string>();
    for (const { labels, state } of this.states.flatMap(each => each.alerts)) {
      const series = { __name__: 'ALERTS', alertstate: state, ...labels };
      const key = keyOf(series);
      open.add(key);
      const intervals = this.history.get(key) ?? [];
      if (intervals.at(-1)?.to !== Infinity) {
        intervals.push({ labels: series, from: now, to: Infinity });
      }
      this.history.set(key, intervals);
    }
    for (const [key, intervals] of this.history) {
      const last = intervals.at(-1);
      if (last?.to === Infinity && !open.has(key)) {
        last.to = now;
      }
    }
  }
}

function ruleKey({ cluster, file, group, name, query }: AlertingRule): string {
  return JSON.stringify([cluster, file, group, name, query]);
}

function raise(
  rule: AlertingRule,
  { labels: found, value }: Sample,
  before: RuleState | undefined,
  now: number,
): RaisedAlert {
  const data = { labels: found, value };
  const expand = (texts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        expandTemplate(text, data),
      ]),
    );
  const labels = {
    cluster: rule.cluster,
    namespace: rule.namespace,
    ...withoutName(found),
    ...expand(rule.labels),
    alertname: rule.name,
  };
  const key = keyOf(labels);
  const earlier = before?.alerts.find(each => keyOf(each.labels) === key);
  const activeAt = earlier?.activeAt ?? now;
  const isFiring =
    earlier?.state === 'firing' || now - activeAt >= rule.duration;
  return {
    labels,
    annotations: expand(rule.annotations),
    state: isFiring ? 'firing' : 'pending',
    activeAt,
    firedAt: earlier?.firedAt ?? (isFiring ? now : undefined),
    value,
    query: rule.query,
  };
}
