import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationPayload } from '@backstage/plugin-notifications-common';
import {
  describeFiringThings,
  describeHealth,
  Health,
} from '@shop-portal/plugin-shop-monitoring-common';
import { formatDuration } from '@shop-portal/plugin-shop-rollouts-common';

const TOPIC = 'Monitoring';
// A notice is read anywhere, so its times say their zone.
const ZONE = 'UTC';

/** The notice that an entity alerts; a later one edits it. */
export function describeFiring(
  service: string,
  health: Health,
  now: Date,
): NotificationPayload {
  const { environment, firing } = health;
  return {
    ...common(health),
    title: `${service} ${environment.name}: ${describeFiringThings(firing)}`,
    description: `${describeHealth(health, now, {
      timeZone: ZONE,
    })} Times are in ${ZONE}.`,
    severity: environment.production ? 'high' : 'normal',
  };
}

/** The same notice, once nothing alerts any more. */
export function describeQuiet(
  service: string,
  health: Health,
  since: number,
  now: Date,
): NotificationPayload {
  const minutes = Math.max(1, Math.round((now.getTime() - since) / 60_000));
  return {
    ...common(health),
    title: `${service} ${
      health.environment.name
    }: quiet again after ${formatDuration(minutes * 60)}`,
    description: describeHealth(health, now, { timeZone: ZONE }),
    severity: 'low',
  };
}

function common({ entityRef, environment }: Health) {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return {
    link: `/catalog/${path}/monitoring?env=${encodeURIComponent(
      environment.name,
    )}`,
    topic: TOPIC,
    // One message for an entity in an environment, edited and not repeated.
    scope: `monitoring/${entityRef}/${environment.name}`,
  };
}
