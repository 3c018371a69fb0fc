import { parseEntityRef } from '@backstage/catalog-model';
import {
  DATADOG_SERVICE_ANNOTATION,
  GRAFANA_DASHBOARD_SELECTOR_ANNOTATION,
  PROMETHEUS_LABELS_ANNOTATION,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from './WatchScope';

type LinkedSource = 'datadog' | 'prometheus' | 'grafana';

const lines: Record<LinkedSource, (name: string) => string> = {
  datadog: name => `${DATADOG_SERVICE_ANNOTATION}: ${name}`,
  prometheus: name => `${PROMETHEUS_LABELS_ANNOTATION}: service=${name}`,
  grafana: name => `${GRAFANA_DASHBOARD_SELECTOR_ANNOTATION}: ${name}`,
};

/** The entity does not ask for this source, and the line that would. */
export function notLinked(
  source: LinkedSource,
  { entityRef }: WatchScope,
): SourceState {
  const { name } = parseEntityRef(entityRef);
  return { source, status: 'notLinked', annotation: lines[source](name) };
}
