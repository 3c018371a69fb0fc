import { PrometheusLink } from '@shop-portal/plugin-shop-monitoring-common';
import { PrometheusConfig } from '../config/readShopMonitoringConfig';
import { WatchScope } from '../entities/WatchScope';
import { isInEnvironment } from './matchLabels';
import { PrometheusRule } from './PrometheusClient';

/**
 * Whether a quiet rule would fire for the entity, as far as it can be read
 * off: its own labels or the matchers of its query name the entity, or the
 * query is grouped by that label. It only decides what is counted as watched.
 */
export function watchesEntity(
  rule: PrometheusRule,
  link: PrometheusLink,
  scope: WatchScope,
  config: PrometheusConfig,
): boolean {
  const named = link.alertNames?.includes(rule.name) ?? true;
  const stated = { ...matchersOf(rule.query), ...rule.labels };
  return (
    named &&
    isInEnvironment(stated, scope, config) &&
    link.labels.every(({ name, value }) =>
      Object.hasOwn(stated, name)
        ? stated[name] === value
        : isGroupedBy(rule.query, name),
    )
  );
}

/** The equality matchers of a query; the last of a name counts. */
function matchersOf(query: string): Record<string, string> {
  const matchers: Record<string, string> = {};
  const pattern = /([a-zA-Z_][a-zA-Z0-9_]{0,99})\s?=\s?"([^"\\]{0,200})"/g;
  for (const [, name, value] of query.matchAll(pattern)) {
    matchers[name] = value;
  }
  return matchers;
}

function isGroupedBy(query: string, label: string): boolean {
  return [...query.matchAll(/\bby ?\(([^()]{0,500})\)/g)].some(([, names]) =>
    names
      .split(',')
      .map(name => name.trim())
      .includes(label),
  );
}
