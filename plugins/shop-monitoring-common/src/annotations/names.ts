/**
 * The service's name in Datadog's `service` tag and in Prometheus' `service`
 * label. Without it the value of `backstage.io/kubernetes-id` is taken.
 * @public
 */
export const DATADOG_SERVICE_ANNOTATION = 'datadoghq.com/service';
/**
 * Tags that a monitor must have, `team:shop,tier:web`; used instead of
 * `service:<name>`.
 * @public
 */
export const DATADOG_MONITOR_TAGS_ANNOTATION = 'datadoghq.com/monitor-tags';
/**
 * Labels that an alert or probe must have, `app=storefront,tier=web`; used
 * instead of `service=<name>`.
 * @public
 */
export const PROMETHEUS_LABELS_ANNOTATION = 'prometheus.io/labels';
/** Names of alerts separated by commas, or `all`. @public */
export const PROMETHEUS_ALERT_ANNOTATION = 'prometheus.io/alert';
/** Name of one configured Prometheus; all of them without it. @public */
export const PROMETHEUS_INSTANCE_ANNOTATION = 'prometheus.io/service-name';
/** One tag, or an expression over tags, title and uid. @public */
export const GRAFANA_DASHBOARD_SELECTOR_ANNOTATION =
  'grafana/dashboard-selector';
/** Names of environments separated by commas. @public */
export const ENVIRONMENTS_ANNOTATION = 'shop-portal.example/environments';
