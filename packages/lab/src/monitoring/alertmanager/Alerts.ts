import { createHash } from 'node:crypto';
import { AlertNews, RaisedAlert } from '../prometheus/AlertRules';
import { Labels } from '../traffic/Series';

/** Prometheus sends alerts again long before they would end by themselves. */
const LIFETIME_SECONDS = 240;

/** An alert that Alertmanager has been sent; times in seconds. */
export interface ReceivedAlert {
  fingerprint: string;
  labels: Labels;
  annotations: Record<string, string>;
  query: string;
  startsAt: number;
  endsAt: number;
  updatedAt: number;
}

/** Alerts that fire, and what has changed about them. */
export class Alerts {
  private current = new Map<string, ReceivedAlert>();

  list(): ReceivedAlert[] {
    return [...this.current.values()];
  }

  /** Takes what Prometheus sends; returns what it did not know before. */
  receive(
    { firing, resolved }: AlertNews,
    now: number,
  ): { started: ReceivedAlert[]; ended: ReceivedAlert[] } {
    const received = firing.map(alert => toReceived(alert, now));
    const started = received.filter(
      ({ fingerprint }) => !this.current.has(fingerprint),
    );
    const ended = resolved.flatMap(
      ({ labels }) => this.current.get(fingerprintOf(labels)) ?? [],
    );
    this.current = new Map(received.map(each => [each.fingerprint, each]));
    return {
      started,
      ended: ended.map(each => ({ ...each, endsAt: now, updatedAt: now })),
    };
  }
}

function toReceived(alert: RaisedAlert, now: number): ReceivedAlert {
  return {
    fingerprint: fingerprintOf(alert.labels),
    labels: alert.labels,
    annotations: alert.annotations,
    query: alert.query,
    startsAt: alert.firedAt ?? now,
    endsAt: now + LIFETIME_SECONDS,
    updatedAt: now,
  };
}

function fingerprintOf(labels: Labels): string {
  const text = JSON.stringify(
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
