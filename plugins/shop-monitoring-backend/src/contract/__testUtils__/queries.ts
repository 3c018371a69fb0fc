const RATE = 'rate(http_requests_total[1m])';
const BUCKETS = 'rate(http_request_duration_seconds_bucket[1m])';
const ERRORS = 'http_requests_total{code="500"}';

/** Everything of PromQL that the lab's Prometheus can do. */
export const QUERIES = [
  // Numbers and texts.
  'time()',
  '1 + 2 * 3 - 4 / 8',
  '1 / 0',
  '0 / 0',
  '"a text"',
  'vector(1e-7)',
  'vector(1e21)',
  'vector(time())',

  // Selectors.
  'up',
  'up{job="pods"}',
  'up{service!="storefront",service!~"dis.*"}',
  'http_requests_total{code=~"5..|404"}',
  '{__name__=~"node_(load1|memory_.+)"}',
  'up{nosuchlabel=""}',
  'nosuchmetric',

  // Vectors with numbers.
  'node_load1 + 1',
  '1 - node_load1',
  'node_load1 * -2',
  'node_load1 / 0',
  '0 * node_load1 / 0',
  ...['==', '!=', '>', '>=', '<', '<='].flatMap(operator => [
    `up ${operator} 1`,
    `1 ${operator} up`,
    `node_load1 ${operator} 0.5`,
  ]),
  'up == 0 / 0',

  // Signs.
  '-1',
  '-node_load1',
  '+up',
  '-{__name__=~"node_memory_.+"}',

  // Vectors with vectors.
  'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
  'node_load1 > node_load1 * 0.5',
  'node_load1 > on (instance) node_memory_MemTotal_bytes * 0',
  'node_load1 + on (cluster) node_memory_MemTotal_bytes',
  'node_load1 + ignoring (job) node_memory_MemTotal_bytes',
  'sum by (service, code) (http_requests_total) / on (service) group_left sum by (service) (http_requests_total)',
  'sum by (service) (http_requests_total) / on (service) group_right sum by (service, code) (http_requests_total)',
  'sum by (service, code) (http_requests_total) * on (service) group_left (environment) sum by (service, environment) (up{job="pods"})',
  'sum by (service, code) (http_requests_total) + on (service) sum by (service) (up)',
  'up{service="discounts"} and on (service) http_requests_total',
  'up and ignoring (pod) up{service="storefront"}',
  'up unless up{service="discounts"}',
  'up unless on (cluster) node_load1',
  'up{service="discounts"} or up',
  'node_load1 or vector(5)',
  'sum(nosuchmetric) or vector(0)',
  '1 and up',
  '1 > 2',

  // Aggregations.
  ...['sum', 'avg', 'min', 'max', 'count'].flatMap(operator => [
    `${operator}(up)`,
    `${operator} by (service, nosuchlabel) (${RATE})`,
    `${operator} without (pod, code, version) (${RATE})`,
    `${operator}(nosuchmetric)`,
    `${operator}(0 * node_load1 / 0 or vector(1))`,
  ]),

  // Functions over time.
  ...['rate', 'increase'].flatMap(name =>
    ['1m', '7s', '12s', '5m', '20m'].map(
      window => `${name}(http_requests_total[${window}])`,
    ),
  ),
  ...['1s', '5s'].map(window => `rate(http_requests_total[${window}])`),
  `increase(${ERRORS}[20m])`,
  `rate(${ERRORS}[14m])`,
  ...['avg', 'min', 'max', 'sum', 'count', 'last'].flatMap(name => [
    `${name}_over_time(node_load1[1m])`,
    `${name}_over_time(node_load1[3s])`,
    `${name}_over_time(up{service="storefront"}[20m])`,
    `${name}_over_time({__name__=~"node_memory_.+"}[30s])`,
  ]),
  'rate(up)',
  'rate(http_requests_total[0s])',
  'sum(up[5m])',
  'rate(http_requests_total[1m], 2)',

  // Quantiles.
  ...[-1, 0, 0.5, 0.95, 1, 2].flatMap(quantile => [
    `histogram_quantile(${quantile}, sum by (le, service) (${BUCKETS}))`,
    `histogram_quantile(${quantile}, ${BUCKETS})`,
  ]),
  `histogram_quantile(0 / 0, ${BUCKETS})`,
  `histogram_quantile(2, 0 * ${BUCKETS})`,
  `histogram_quantile(0.5, 0 * ${BUCKETS})`,
  `histogram_quantile(0.5, up)`,
  `histogram_quantile(0.5, http_request_duration_seconds_bucket{le!="+Inf"})`,
  `histogram_quantile(0.001, http_request_duration_seconds_bucket{le=~"5.0|\\\\+Inf"})`,

  // Not PromQL.
  'sum(',
  'up{',
  '{}',
  '{service=""}',
  'up{service=~"("}',
  'nosuchfunction(up)',
  'sum(1)',
  'time(1)',
  'vector(up)',
];
