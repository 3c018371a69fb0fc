import { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
} from '@shop-portal/plugin-shop-rollouts-common';
import { DashboardSelector, parseDashboardSelector } from './dashboardSelector';
import {
  DATADOG_MONITOR_TAGS_ANNOTATION,
  DATADOG_SERVICE_ANNOTATION,
  ENVIRONMENTS_ANNOTATION,
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  PROMETHEUS_ALERT_ANNOTATION,
  PROMETHEUS_INSTANCE_ANNOTATION,
  PROMETHEUS_LABELS_ANNOTATION,
} from './names';

/** A label and the value that it must have. @public */
export interface LabelEquals {
  name: string;
  value: string;
}

/** Monitors with all of these tags, beside the one of the environment. @public */
export interface DatadogLink {
  tags: string[];
}

/** @public */
export interface PrometheusLink {
  /** All must hold; empty only when `alertNames` is there. */
  labels: LabelEquals[];
  /** Undefined: every alert that has the labels. */
  alertNames?: string[];
  /** Undefined: every configured Prometheus. */
  instance?: string;
}

/** An annotation that cannot be used, and why, for people. @public */
export interface MonitoringLinkProblem {
  annotation: string;
  message: string;
}

/** What an entity asks to be shown. @public */
export interface MonitoringLinks {
  /** The service's name, for variables of dashboards. */
  service?: string;
  namespace?: string;
  cluster?: string;
  /** Undefined: every configured environment. */
  environments?: string[];
  datadog?: DatadogLink;
  prometheus?: PrometheusLink;
  grafana?: DashboardSelector;
  problems: MonitoringLinkProblem[];
}

const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** As Datadog stores tags: lower case, and no space, comma or quote. */
const TAG = /^[a-z][a-z0-9_.\-/]{0,99}:[a-z0-9_.\-/:]{1,100}$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/;
const LABEL_VALUE = /^[^\p{C},|"\\]{1,200}$/u;
const ALERT_NAME = /^[^\p{C},|"\\]{1,200}$/u;
const MAX_ITEMS = 20;

/**
 * Reads the monitoring annotations of an entity. They are written by its owner
 * and so are not trusted: one invalid annotation drops the whole link of its
 * source, because ignoring it would show more than was asked for.
 * @public
 */
export function readMonitoringLinks(entity: Entity): MonitoringLinks {
  const annotations = entity.metadata.annotations ?? {};
  const problems: MonitoringLinkProblem[] = [];
  const bad = new Set<string>();

  function read<T>(
    annotation: string,
    parse: (text: string) => T | undefined,
    expected: string,
  ): T | undefined {
    if (!Object.hasOwn(annotations, annotation)) {
      return undefined;
    }
    const text: unknown = annotations[annotation];
    const parsed = typeof text === 'string' ? parse(text.trim()) : undefined;
    if (parsed === undefined) {
      bad.add(annotation);
      problems.push({
        annotation,
        message: `The annotation ${annotation} must be ${expected}.`,
      });
    }
    return parsed;
  }

  const datadogService = read(
    DATADOG_SERVICE_ANNOTATION,
    matching(NAME),
    'the name of one service (letters, digits, dot, dash, underscore)',
  );
  // An invalid id is the Delivery tab's to explain.
  const kubernetesId = matching(NAME)(
    String(annotations[KUBERNETES_ID_ANNOTATION] ?? ''),
  );
  const service = Object.hasOwn(annotations, DATADOG_SERVICE_ANNOTATION)
    ? datadogService
    : kubernetesId;
  const tags = read(
    DATADOG_MONITOR_TAGS_ANNOTATION,
    list(matching(TAG)),
    'tags such as service:storefront,team:shop in lower case',
  );
  const labels = read(
    PROMETHEUS_LABELS_ANNOTATION,
    list(parseLabel),
    'labels such as app=storefront,tier=web',
  );
  const alertNames = read(
    PROMETHEUS_ALERT_ANNOTATION,
    list(matching(ALERT_NAME)),
    'names of alerts separated by commas, or all',
  );
  const instance = read(
    PROMETHEUS_INSTANCE_ANNOTATION,
    matching(NAME),
    'the name of one Prometheus',
  );
  const grafana = read(
    GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
    parseDashboardSelector,
    "one tag, or tags @> 'a', title == 'b' and uid == 'c' joined by && and || without parentheses",
  );
  const environments = Object.hasOwn(annotations, ENVIRONMENTS_ANNOTATION)
    ? list(matching(DNS_LABEL))(String(annotations[ENVIRONMENTS_ANNOTATION]))
    : undefined;

  const datadogTags = tags ?? (service ? [`service:${tagValue(service)}`] : []);
  const datadogOk = !bad.has(DATADOG_MONITOR_TAGS_ANNOTATION);
  const prometheusOk = ![
    PROMETHEUS_LABELS_ANNOTATION,
    PROMETHEUS_ALERT_ANNOTATION,
    PROMETHEUS_INSTANCE_ANNOTATION,
  ].some(annotation => bad.has(annotation));
  const prometheus = prometheusOk
    ? toPrometheusLink({ service, labels, alertNames, instance })
    : undefined;

  return {
    ...(service && { service }),
    ...optional('namespace', annotations[KUBERNETES_NAMESPACE_ANNOTATION]),
    ...optional('cluster', annotations[KUBERNETES_CLUSTER_ANNOTATION]),
    ...(environments && { environments }),
    ...(datadogOk &&
      datadogTags.length > 0 && { datadog: { tags: datadogTags } }),
    ...(prometheus && { prometheus }),
    ...(grafana && { grafana }),
    problems,
  };
}

function toPrometheusLink(parts: {
  service?: string;
  labels?: LabelEquals[];
  alertNames?: string[];
  instance?: string;
}): PrometheusLink | undefined {
  const { service, instance } = parts;
  const named = parts.alertNames?.includes('all')
    ? undefined
    : parts.alertNames;
  const byService = service ? [{ name: 'service', value: service }] : [];
  // Named alerts without labels are meant wherever they fire.
  const labels = parts.labels ?? (named ? [] : byService);
  if (labels.length === 0 && !named) {
    return undefined;
  }
  return {
    labels,
    ...(named && { alertNames: named }),
    ...(instance && { instance }),
  };
}

function optional<TName extends string>(
  name: TName,
  text: unknown,
): { [key in TName]?: string } {
  const result: { [key in TName]?: string } = {};
  if (typeof text === 'string' && NAME.test(text)) {
    result[name] = text;
  }
  return result;
}

function tagValue(service: string): string {
  return service.toLowerCase();
}

function parseLabel(text: string): LabelEquals | undefined {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim();
  const value = text
    .slice(at + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  return LABEL_NAME.test(name) && LABEL_VALUE.test(value)
    ? { name, value }
    : undefined;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return text => (pattern.test(text) ? text : undefined);
}

function list<T>(
  parse: (text: string) => T | undefined,
): (text: string) => T[] | undefined {
  return text => {
    const parts = text.split(',').map(part => part.trim());
    const parsed = parts.flatMap(part => parse(part) ?? []);
    return parts.length <= MAX_ITEMS && parsed.length === parts.length
      ? parsed
      : undefined;
  };
}
