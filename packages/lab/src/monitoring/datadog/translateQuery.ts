/** A monitor's query, as a query of Prometheus and a comparison. */
export interface TranslatedQuery {
  /** Undefined where nothing in the lab is measured by that name. */
  promql?: string;
  comparator: '>' | '>=' | '<' | '<=';
  threshold: number;
  /** Datadog's tag for each of Prometheus' labels that make the groups. */
  groups: Array<{ tag: string; label: string }>;
}

const QUERY =
  /^(avg|sum|min|max)\(last_(\d+)([mhd])\):(.+?)\s*(>=|<=|>|<)\s*(-?[\d.]+)$/s;
const METRIC =
  /(avg|sum|min|max|p50|p75|p90|p95|p99):([a-z][\w.]*)\{([^}]*)\}(?:\s*by\s*\{([^}]*)\})?(?:\.as_(count|rate)\(\))?/g;
/** All that may stand between metrics. */
const ARITHMETIC = /^[\s\d.()+*/-]*$/;

const TAGS: Record<string, string> = {
  service: 'service',
  env: 'environment',
  version: 'version',
  kube_namespace: 'namespace',
  kube_cluster_name: 'cluster',
  pod_name: 'pod',
  host: 'instance',
  horizontalpodautoscaler: 'horizontalpodautoscaler',
  'http.status_code': 'code',
};

/** Names that Datadog has for the environments. */
const ENVIRONMENTS: Record<string, string> = {
  production: 'prod',
  development: 'dev',
};

interface Aggregation {
  time: string;
  space: string;
  window: string;
  selector: string;
  by: string;
  kind?: string;
}

/** Undefined for a query that is not one of a metric monitor. */
export function translateQuery(query: string): TranslatedQuery | undefined {
  const match = QUERY.exec(query.trim());
  if (!match) {
    return undefined;
  }
  const [, time, count, unit, expression, comparator, threshold] = match;
  if (!ARITHMETIC.test(expression.replace(METRIC, ''))) {
    return undefined;
  }
  const groups: TranslatedQuery['groups'] = [];
  let isKnown = true;
  const promql = expression.replace(
    METRIC,
    (_whole, space, metric, scope, by = '', kind) => {
      const tags = names(by).filter(tag => Object.hasOwn(TAGS, tag));
      for (const tag of tags) {
        if (groups.every(group => group.tag !== tag)) {
          groups.push({ tag, label: TAGS[tag] });
        }
      }
      const translated = translateMetric(metric, {
        time,
        space,
        window: `${count}${unit}`,
        selector: names(scope).flatMap(toMatcher).join(','),
        by: tags.map(tag => TAGS[tag]).join(','),
        kind,
      });
      isKnown &&= translated !== undefined;
      return `(${translated})`;
    },
  );
  return {
    ...(isKnown && { promql }),
    comparator: comparator as TranslatedQuery['comparator'],
    threshold: Number(threshold),
    groups,
  };
}

function names(list: string): string[] {
  return list
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '' && each !== '*');
}

function toMatcher(filter: string): string {
  const negated = filter.startsWith('!');
  const [, tag, value] = /^!?([\w.]+):(.*)$/.exec(filter) ?? [];
  if (tag === 'http.status_class') {
    return `code${negated ? '!~' : '=~'}"${value[0]}.."`;
  }
  // A tag that nothing has matches nothing.
  const label = TAGS[tag] ?? 'unknown_tag';
  const text = (tag === 'env' && ENVIRONMENTS[value]) || value;
  return `${label}${negated ? '!=' : '='}${JSON.stringify(text ?? filter)}`;
}

function translateMetric(
  metric: string,
  aggregation: Aggregation,
): string | undefined {
  const { space, window, selector, by, kind } = aggregation;
  const over = (name: string, more: string[] = []) =>
    `${name}{${[selector, ...more].filter(Boolean).join(',')}}[${window}]`;
  const gauge = (name: string, more: string[] = []) =>
    `${space} by (${by}) (${aggregation.time}_over_time(${over(name, more)}))`;

  if (metric.startsWith('trace.')) {
    if (/^p\d\d$/.test(space)) {
      const buckets = over('http_request_duration_seconds_bucket');
      const labels = ['le', by].filter(Boolean).join(',');
      return `histogram_quantile(0.${space.slice(
        1,
      )}, sum by (${labels}) (rate(${buckets})))`;
    }
    const count = kind === 'rate' ? 'rate' : 'increase';
    const isErrors = metric.endsWith('.errors');
    const requests = over(
      'http_requests_total',
      isErrors ? ['code=~"5.."'] : [],
    );
    return `sum by (${by}) (${count}(${requests}))`;
  }
  switch (metric) {
    case 'kubernetes.cpu.usage.total':
      // In nanocores, as the agent reports it.
      return `${space} by (${by}) (rate(${over(
        'container_cpu_usage_seconds_total',
      )})) * 1000000000`;
    case 'kubernetes.cpu.requests':
      return gauge('kube_pod_container_resource_requests', ['resource="cpu"']);
    case 'kubernetes_state.hpa.current_replicas':
      return gauge('kube_horizontalpodautoscaler_status_current_replicas');
    case 'kubernetes_state.hpa.max_replicas':
      return gauge('kube_horizontalpodautoscaler_spec_max_replicas');
    case 'system.cpu.idle':
      return `${space} by (${by}) (rate(${over('node_cpu_seconds_total', [
        'mode="idle"',
      ])})) * 100`;
    default:
      return undefined;
  }
}
