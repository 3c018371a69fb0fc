import {
  Muted,
  PrometheusLink,
  Silence,
} from '@shop-portal/plugin-shop-monitoring-common';
import { PrometheusConfig } from '../config/readShopMonitoringConfig';
import { toMoment } from '../upstream/moments';
import { AlertmanagerSilence, SilencesReading } from './AlertmanagerClient';
import { hasLabels } from './matchLabels';
import { PrometheusSource } from './PrometheusSources';

const MAX_TEXT = 2_000;

/**
 * The silences of one alert, as Alertmanager decided it. Its copy of the alert
 * has more labels: those that Prometheus adds when it sends.
 */
export function findSilences(
  config: PrometheusConfig,
  { silences, alerts }: SilencesReading,
  labels: Record<string, string>,
): Silence[] {
  const wanted = toEquals(labels);
  const ids = alerts
    .filter(alert => hasLabels(alert.labels, wanted))
    .flatMap(({ status }) => status.silencedBy);
  return silences
    .filter(({ id }) => ids.includes(id))
    .flatMap(silence => toSilence(config, silence) ?? []);
}

/** Those that cover an alert of the entity, or name the entity. */
export function silencesOf(
  { config }: PrometheusSource,
  reading: SilencesReading,
  link: PrometheusLink,
  alerts: Array<Record<string, string>>,
): Silence[] {
  const covering = new Set(
    alerts
      .flatMap(labels => findSilences(config, reading, labels))
      .map(({ id }) => id),
  );
  return reading.silences
    .filter(silence => covering.has(silence.id) || namesEntity(silence, link))
    .flatMap(silence => toSilence(config, silence) ?? []);
}

/** By the silence that ends last, because until then nothing is said. */
export function mutedBy(silences: readonly Silence[]): Muted | undefined {
  const [last] = [...silences].sort((a, b) => b.endsAt.localeCompare(a.endsAt));
  return last && { by: last.by, until: last.endsAt, reason: last.comment };
}

function namesEntity(
  { matchers }: AlertmanagerSilence,
  { labels }: PrometheusLink,
): boolean {
  return (
    labels.length > 0 &&
    labels.every(({ name, value }) =>
      matchers.some(
        matcher =>
          matcher.name === name &&
          matcher.value === value &&
          matcher.isEqual &&
          !matcher.isRegex,
      ),
    )
  );
}

function toSilence(
  { name, alertmanagerUrl }: PrometheusConfig,
  silence: AlertmanagerSilence,
): Silence | undefined {
  const startsAt = toMoment(silence.startsAt);
  const endsAt = toMoment(silence.endsAt);
  if (!startsAt || !endsAt || !alertmanagerUrl) {
    return undefined;
  }
  return {
    id: silence.id,
    instance: name,
    by: silence.createdBy,
    comment: silence.comment.slice(0, MAX_TEXT),
    startsAt,
    endsAt,
    matchers: silence.matchers.map(
      ({ name: label, value, isEqual, isRegex }) =>
        `${label}${operatorOf(isEqual, isRegex)}${JSON.stringify(value)}`,
    ),
    link: `${alertmanagerUrl}/#/silences/${encodeURIComponent(silence.id)}`,
  };
}

function operatorOf(isEqual: boolean, isRegex: boolean): string {
  if (isRegex) {
    return isEqual ? '=~' : '!~';
  }
  return isEqual ? '=' : '!=';
}

function toEquals(labels: Record<string, string>) {
  return Object.entries(labels).map(([name, value]) => ({ name, value }));
}
