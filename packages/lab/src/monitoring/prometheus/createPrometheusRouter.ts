import express, { Request, Response, Router } from 'express';
import { Labels } from '../traffic/Series';
import { AlertRules, RaisedAlert, RuleState } from './AlertRules';
import { exposition } from './exposition';
import { formatValue, PrometheusEngine } from './PrometheusEngine';
import { matchesAll } from './promql/matchers';
import { PromqlError } from './promql/PromqlError';
import { parseSelector } from './promql/QueryNode';
import { SeriesSource } from './promql/values';
import { QueryParameters } from './QueryParameters';

/** The release whose answers the lab's are compared with. */
const VERSION = '2.42.0';

/** Prometheus' HTTP API v1, and a metrics endpoint to scrape. */
export function createPrometheusRouter(options: {
  source: SeriesSource;
  rules: AlertRules;
  /** Seconds since the epoch. */
  now: () => number;
}): Router {
  const { source, rules, now } = options;
  const engine = new PrometheusEngine(source);
  const router = Router();
  router.use(express.urlencoded({ extended: false }));

  const answer =
    (handle: (parameters: QueryParameters) => unknown) =>
    (request: Request, response: Response) => {
      try {
        const data = handle(new QueryParameters(request));
        response.json({ status: 'success', data });
      } catch (error) {
        if (!(error instanceof PromqlError)) {
          throw error;
        }
        response.status(error.status).json({
          status: 'error',
          errorType: error.errorType,
          error: error.message,
        });
      }
    };

  const series = (parameters: QueryParameters, required: boolean): Labels[] => {
    const selectors = parameters.all('match[]');
    if (required && selectors.length === 0) {
      throw PromqlError.badData('no match[] parameter provided');
    }
    const matchers = selectors.map(parseSelector);
    const end = parameters.time('end', now());
    const start = parameters.time('start', 0);
    return source
      .series()
      .filter(
        each =>
          each.existsWithin(start, end) &&
          (matchers.length === 0 ||
            matchers.some(all => matchesAll(all, each.labels))),
      )
      .map(({ labels }) => labels);
  };

  const both = (
    path: string,
    handle: (parameters: QueryParameters) => unknown,
  ) => router.get(path, answer(handle)).post(path, answer(handle));

  both('/api/v1/query', parameters => {
    const time = parameters.time('time', now());
    const value = engine.instant(parameters.required('query'), time);
    if (Array.isArray(value)) {
      const result = value.map(sample => ({
        metric: sample.labels,
        value: [time, formatValue(sample.value)],
      }));
      return { resultType: 'vector', result };
    }
    return typeof value === 'number'
      ? { resultType: 'scalar', result: [time, formatValue(value)] }
      : { resultType: 'string', result: [time, value] };
  });
  both('/api/v1/query_range', parameters => {
    const start = parameters.time('start');
    const end = parameters.time('end');
    const step = parameters.step();
    if (end < start) {
      throw PromqlError.badData(
        'invalid parameter "end": end timestamp must not be before start time',
      );
    }
    const query = parameters.required('query');
    return {
      resultType: 'matrix',
      result: engine
        .range(query, { start, end, step })
        .map(({ labels, points }) => ({
          metric: labels,
          values: points.map(([time, value]) => [time, formatValue(value)]),
        })),
    };
  });
  both('/api/v1/series', parameters => series(parameters, true));
  both('/api/v1/labels', parameters =>
    [...new Set(series(parameters, false).flatMap(Object.keys))].sort(),
  );
  router.get('/api/v1/label/:name/values', (request, response) =>
    answer(parameters =>
      [
        ...new Set(
          series(parameters, false).flatMap(
            labels => labels[request.params.name] ?? [],
          ),
        ),
      ].sort(),
    )(request, response),
  );
  router.get(
    '/api/v1/rules',
    answer(parameters => {
      const type = parameters.optional('type');
      if (type !== undefined && type !== 'alert' && type !== 'record') {
        throw PromqlError.badData(
          `invalid parameter "type": not supported value "${type}"`,
        );
      }
      return { groups: type === 'record' ? [] : presentGroups(rules.list()) };
    }),
  );
  router.get(
    '/api/v1/alerts',
    answer(() => ({
      alerts: rules.list().flatMap(({ alerts }) => alerts.map(presentAlert)),
    })),
  );
  router.get(
    '/api/v1/status/buildinfo',
    answer(() => ({ version: VERSION, revision: 'lab', branch: 'HEAD' })),
  );
  router.get('/metrics', (_request, response) => {
    response
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(exposition(source.series(), now()));
  });
  router.all('/api/v1/*', (request, response) => {
    const isKnown = /\/(rules|alerts|label\/[^/]+\/values)$/.test(request.path);
    response
      .status(isKnown ? 405 : 404)
      .type('text')
      .send(isKnown ? 'Method Not Allowed\n' : '404 page not found\n');
  });
  return router;
}

function presentGroups(rules: readonly RuleState[]) {
  const groups = new Map<string, RuleState[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.file, rule.group]);
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].map(members => ({
    name: members[0].group,
    file: members[0].file,
    rules: members.map(presentRule),
    interval: 5,
    limit: 0,
    evaluationTime: members.reduce((sum, each) => sum + each.evaluationTime, 0),
    lastEvaluation: isoTime(members[0].lastEvaluation),
  }));
}

function presentRule(rule: RuleState) {
  const states = rule.alerts.map(({ state }) => state);
  return {
    state: states.includes('firing') ? 'firing' : states[0] ?? 'inactive',
    name: rule.name,
    query: rule.query,
    duration: rule.duration,
    keepFiringFor: 0,
    labels: rule.labels,
    annotations: rule.annotations,
    alerts: rule.alerts.map(presentAlert),
    health: rule.health,
    ...(rule.lastError && { lastError: rule.lastError }),
    evaluationTime: rule.evaluationTime,
    lastEvaluation: isoTime(rule.lastEvaluation),
    type: 'alerting',
  };
}

function presentAlert(alert: RaisedAlert) {
  return {
    labels: alert.labels,
    annotations: alert.annotations,
    state: alert.state,
    activeAt: isoTime(alert.activeAt),
    value: exponential(alert.value),
  };
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** As Go writes it: at least two digits in the exponent. */
function exponential(value: number): string {
  return Number.isFinite(value)
    ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
    : formatValue(value);
}
