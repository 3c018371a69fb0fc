import { Notices } from '../../notices';
import { Labels } from '../traffic/Series';
import { ReceivedAlert } from './Alerts';

const SENDER = 'Alertmanager <alertmanager@shop.example>';
const DEFAULT_TEAM = 'platform-team';

/**
 * Tells the owning team of alerts that start and end: one message for each
 * service, to Slack and by mail.
 */
export class AlertNotifier {
  constructor(
    private readonly notices: Notices,
    private readonly portalUrl: string,
  ) {}

  notify(state: 'firing' | 'resolved', alerts: ReceivedAlert[]): void {
    for (const group of groupByService(alerts)) {
      const { labels } = group[0];
      const team = labels.team ?? DEFAULT_TEAM;
      const notice = {
        title: `[${state.toUpperCase()}:${group.length}] ${
          labels.service ?? labels.namespace
        } (${labels.cluster})`,
        text: [...group.map(describe), this.linkTo(labels)].join('\n'),
      };
      this.notices.add({
        ...notice,
        by: 'Slack',
        from: 'Alertmanager',
        to: `#${team}`,
      });
      this.notices.add({
        ...notice,
        by: 'mail',
        from: SENDER,
        to: `${team}@shop.example`,
      });
    }
  }

  private linkTo({ service, cluster }: Labels): string {
    if (!service) {
      return this.portalUrl;
    }
    const path = `/catalog/default/component/${encodeURIComponent(service)}`;
    const address = new URL(`${path}/monitoring`, this.portalUrl);
    // A cluster is named after its environment.
    address.searchParams.set('env', cluster.split('-').at(-1) ?? '');
    return address.href;
  }
}

function describe({ labels, annotations }: ReceivedAlert): string {
  const { summary, description } = annotations;
  return `${labels.alertname}: ${summary ?? description ?? 'no summary'}`;
}

function groupByService(alerts: ReceivedAlert[]): ReceivedAlert[][] {
  const groups = new Map<string, ReceivedAlert[]>();
  for (const alert of alerts) {
    const { cluster, namespace, service } = alert.labels;
    const key = JSON.stringify([cluster, namespace, service]);
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups.values()];
}
