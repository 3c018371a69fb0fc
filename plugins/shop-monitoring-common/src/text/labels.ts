import { SourceName, WatchState } from '../schemas';

const sourceTitles: Record<SourceName, string> = {
  datadog: 'Datadog',
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  deliveries: 'The record of releases',
};

const stateLabels: Record<WatchState, string> = {
  firing: 'Alerts',
  warning: 'Warns',
  pending: 'Pending',
  recovering: 'Recovering',
  nodata: 'No data',
  error: 'Cannot be evaluated',
  ok: 'Quiet',
};

/** @public */
export function sourceTitle(source: SourceName): string {
  return sourceTitles[source];
}

/** The word beside the icon of a state. @public */
export function watchStateLabel(state: WatchState): string {
  return stateLabels[state];
}
