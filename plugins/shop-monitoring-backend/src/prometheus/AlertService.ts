import { createHash } from 'crypto';
import {
  Alert,
  AlertRule,
  AlertsAnswer,
  PrometheusLink,
  Silence,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { buildLink, readLink } from '../upstream/links';
import { toMoment } from '../upstream/moments';
import { toSourceState } from '../upstream/toSourceState';
import { byState, worstState } from '../worstState';
import { SilencesReading } from './AlertmanagerClient';
import { hasLabels, isInEnvironment } from './matchLabels';
import { PrometheusAlert, PrometheusRule } from './PrometheusClient';
import { PrometheusSource, PrometheusSources } from './PrometheusSources';
import { findSilences, mutedBy, silencesOf } from './silences';
import { toAlertState, toRuleState } from './states';
import { watchesEntity } from './watchesEntity';

/** Prometheus is ours: it may be asked often. */
const FRESH_MILLIS = 5_000;
const MAX_TEXT = 2_000;

type Part = Omit<AlertsAnswer, 'environment'>;

interface Found {
  rule: PrometheusRule;
  alerts: PrometheusAlert[];
}

/** The alerts of an entity, with what silences them. */
export class AlertService {
  static create(options: {
    sources: PrometheusSources;
    cache: AnswerCache;
  }): AlertService {
    return new AlertService(options.sources, options.cache);
  }

  private constructor(
    private readonly sources: PrometheusSources,
    private readonly cache: AnswerCache,
  ) {}

  async list(scope: WatchScope): Promise<AlertsAnswer> {
    const { environment } = scope;
    const chosen = this.sources.choose(scope);
    if (!chosen.link) {
      return {
        environment,
        sources: [chosen.state],
        items: [],
        rules: [],
        silences: [],
      };
    }
    const { link } = chosen;
    const parts = await Promise.all(
      chosen.sources.map(source => this.listOf(source, link, scope)),
    );
    return {
      environment,
      sources: parts.flatMap(part => part.sources),
      items: parts.flatMap(part => part.items).sort(byState),
      rules: parts.flatMap(part => part.rules).sort(byState),
      silences: parts.flatMap(part => part.silences),
    };
  }

  private async listOf(
    source: PrometheusSource,
    link: PrometheusLink,
    scope: WatchScope,
  ): Promise<Part> {
    const { config, client, shownName } = source;
    const [rules, silences] = await Promise.all([
      this.cache.read(`prometheus:${config.name}:rules`, FRESH_MILLIS, () =>
        client.listRules(),
      ),
      this.readSilences(source),
    ]);
    const found = (rules.value ?? []).flatMap(
      rule => findAlerts(rule, link, scope, source) ?? [],
    );
    const labels = found.flatMap(({ alerts }) => alerts.map(a => a.labels));
    return {
      sources: [
        toSourceState('prometheus', shownName, rules),
        ...silences.states,
      ],
      items: found.flatMap(({ rule, alerts }) =>
        alerts.map(alert => toAlert(rule, alert, source, silences.reading)),
      ),
      rules: found.map(({ rule, alerts }) => toRule(rule, alerts, config.name)),
      silences: silencesOf(source, silences.reading, link, labels),
    };
  }

  private async readSilences({
    config,
    alertmanager,
    shownName,
  }: PrometheusSource): Promise<{
    reading: SilencesReading;
    states: SourceState[];
  }> {
    if (!alertmanager) {
      return { reading: { silences: [], alerts: [] }, states: [] };
    }
    const reading = await this.cache.read(
      `alertmanager:${config.name}:silences`,
      FRESH_MILLIS,
      () => alertmanager.readSilences(),
    );
    return {
      reading: reading.value ?? { silences: [], alerts: [] },
      states: [toSourceState('alertmanager', shownName, reading)],
    };
  }
}

/** Undefined where the rule has nothing to do with the entity. */
function findAlerts(
  rule: PrometheusRule,
  link: PrometheusLink,
  scope: WatchScope,
  { config }: PrometheusSource,
): Found | undefined {
  const named = link.alertNames?.includes(rule.name) ?? true;
  const alerts = (rule.alerts ?? []).filter(
    ({ labels }) =>
      named &&
      hasLabels(labels, link.labels) &&
      isInEnvironment(labels, scope, config),
  );
  return alerts.length > 0 || watchesEntity(rule, link, scope, config)
    ? { rule, alerts }
    : undefined;
}

function toAlert(
  rule: PrometheusRule,
  alert: PrometheusAlert,
  { config }: PrometheusSource,
  reading: SilencesReading,
): Alert {
  const { labels, annotations } = alert;
  const silences: Silence[] = findSilences(config, reading, labels);
  const value = Number(alert.value);
  return {
    id: createHash('sha256')
      .update(JSON.stringify([config.name, Object.entries(labels).sort()]))
      .digest('hex')
      .slice(0, 16),
    instance: config.name,
    name: rule.name,
    state: toAlertState(alert.state),
    rawState: alert.state,
    since: toMoment(alert.activeAt),
    severity: labels.severity,
    summary: annotations.summary?.slice(0, MAX_TEXT),
    description: annotations.description?.slice(0, MAX_TEXT),
    ...(Number.isFinite(value) && { value }),
    labels,
    query: rule.query,
    forSeconds: rule.duration,
    muted: mutedBy(silences),
    silencedBy: silences.map(({ id }) => id),
    runbook: readLink(annotations.runbook_url),
    link: buildLink(
      config.frontendUrl ?? config.url,
      ['graph'],
      [
        ['g0.expr', rule.query],
        ['g0.tab', '0'],
      ],
    ),
  };
}

function toRule(
  rule: PrometheusRule,
  alerts: PrometheusAlert[],
  instance: string,
): AlertRule {
  return {
    instance,
    name: rule.name,
    state: worstState([
      toRuleState(rule.health),
      ...alerts.map(({ state }) => toAlertState(state)),
    ]),
    query: rule.query,
    forSeconds: rule.duration,
    ...(rule.lastError && { problem: rule.lastError.slice(0, MAX_TEXT) }),
  };
}
