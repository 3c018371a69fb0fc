import {
  Probe,
  ProbesAnswer,
  PrometheusLink,
} from '@shop-portal/plugin-shop-monitoring-common';
import { WatchScope } from '../entities/WatchScope';
import { AnswerCache } from '../upstream/AnswerCache';
import { secondsToMoment } from '../upstream/moments';
import { toSourceState } from '../upstream/toSourceState';
import { byState } from '../worstState';
import { hasLabels, isInEnvironment } from './matchLabels';
import { Sample } from './PrometheusClient';
import { PrometheusSource, PrometheusSources } from './PrometheusSources';

const FRESH_MILLIS = 5_000;

const METRICS = {
  success: 'probe_success',
  duration: 'probe_duration_seconds',
  status: 'probe_http_status_code',
  certificate: 'probe_ssl_earliest_cert_expiry',
} as const;

type MetricName = keyof typeof METRICS;

/** The blackbox probes of an entity. */
export class ProbeService {
  static create(options: {
    sources: PrometheusSources;
    cache: AnswerCache;
  }): ProbeService {
    return new ProbeService(options.sources, options.cache);
  }

  private constructor(
    private readonly sources: PrometheusSources,
    private readonly cache: AnswerCache,
  ) {}

  async list(scope: WatchScope): Promise<ProbesAnswer> {
    const { environment } = scope;
    const chosen = this.sources.choose(scope);
    if (!chosen.link) {
      return { environment, sources: [chosen.state], items: [] };
    }
    const { link } = chosen;
    const parts = await Promise.all(
      chosen.sources.map(source => this.listOf(source, link, scope)),
    );
    return {
      environment,
      sources: parts.map(({ state }) => state),
      items: parts.flatMap(({ items }) => items).sort(byState),
    };
  }

  private async listOf(
    { config, client, shownName }: PrometheusSource,
    { labels }: PrometheusLink,
    scope: WatchScope,
  ) {
    // Alerts that are linked by their name alone say nothing about probes.
    if (labels.length === 0) {
      const reading = { value: [], asOf: new Date() };
      return {
        state: toSourceState('prometheus', shownName, reading),
        items: [],
      };
    }
    const names = Object.keys(METRICS).filter(isMetricName);
    // All probes at once: the same few calls, whatever the number of entities
    // that somebody looks at, and nothing of an entity in a query.
    const reading = await this.cache.read(
      `prometheus:${config.name}:probes`,
      FRESH_MILLIS,
      async () =>
        await Promise.all(names.map(name => client.query(METRICS[name]))),
    );
    const found = (reading.value ?? []).map(samples =>
      samples.filter(
        sample =>
          hasLabels(sample.labels, labels) &&
          isInEnvironment(sample.labels, scope, config),
      ),
    );
    const valueOf = (name: MetricName, like: Sample) =>
      found[names.indexOf(name)]?.find(({ labels: own }) =>
        isSameProbe(own, like.labels),
      )?.value;
    return {
      state: toSourceState('prometheus', shownName, reading),
      items: (found[names.indexOf('success')] ?? []).map(sample =>
        toProbe(config.name, sample, name => valueOf(name, sample)),
      ),
    };
  }
}

function toProbe(
  instance: string,
  { labels, value }: Sample,
  valueOf: (name: MetricName) => number | undefined,
): Probe {
  const status = valueOf('status');
  const duration = valueOf('duration');
  return {
    instance,
    target: labels.instance ?? labels.target ?? '',
    job: labels.job,
    state: value === 1 ? 'ok' : 'firing',
    // 0 says that there was no answer.
    ...(status && { httpStatus: status }),
    ...(Number.isFinite(duration) && { durationSeconds: duration }),
    certificateExpiresAt: secondsToMoment(valueOf('certificate')),
  };
}

function isSameProbe(
  a: Record<string, string>,
  b: Record<string, string>,
): boolean {
  return a.instance === b.instance && a.job === b.job;
}

function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(METRICS, name);
}
