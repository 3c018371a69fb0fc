import express, { Request, Response, Router } from 'express';
import { z } from 'zod';
import {
  createMatcher,
  Matcher,
  matchesAll,
  MatchOperator,
} from '../prometheus/promql/matchers';
import { AlertmanagerError } from './AlertmanagerError';
import { Alerts, ReceivedAlert } from './Alerts';
import { Silence, Silences } from './Silences';

/** Where every alert of the lab is sent. */
const RECEIVER = 'owner';
const VERSION = '0.27.0';
const CONFIG = `route:
  receiver: ${RECEIVER}
  group_by: [cluster, namespace, service]
receivers:
- name: ${RECEIVER}
  slack_configs:
  - channel: '#{{ .CommonLabels.team }}'
    send_resolved: true
  email_configs:
  - to: '{{ .CommonLabels.team }}@shop.example'
    send_resolved: true
`;

const MATCHER = /^\s*([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*"?(.*?)"?\s*$/;

/** Alertmanager's API v2. */
export function createAlertmanagerRouter(options: {
  alerts: Alerts;
  silences: Silences;
  prometheusUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}): Router {
  const { alerts, silences, prometheusUrl, now } = options;
  const startedAt = new Date(now()).toISOString();
  const router = Router();
  router.use(express.json());

  const answer =
    (handle: (request: Request) => unknown) =>
    (request: Request, response: Response) => {
      try {
        const body = handle(request);
        response.status(200);
        if (body === undefined) {
          response.end();
        } else {
          response.json(body);
        }
      } catch (error) {
        if (!(error instanceof AlertmanagerError)) {
          throw error;
        }
        response.status(error.status);
        if (error.body === undefined) {
          response.end();
        } else {
          response.json(error.body);
        }
      }
    };
  const presentSilence = (silence: Silence) => ({
    ...silence,
    status: { state: silences.stateOf(silence) },
  });

  router.get(
    '/api/v2/alerts',
    answer(request => {
      const matchers = readFilters(request);
      const receiver = compileMatcher(
        'receiver',
        '=~',
        String(request.query.receiver ?? '.*'),
      );
      const wanted = (name: string) => request.query[name] !== 'false';
      return alerts
        .list()
        .filter(
          ({ labels }) =>
            matchesAll(matchers, labels) && receiver.matches(RECEIVER),
        )
        .map(alert =>
          presentAlert(alert, silences.covering(alert.labels), prometheusUrl),
        )
        .filter(({ status }) =>
          wanted(status.state === 'active' ? 'active' : 'silenced'),
        );
    }),
  );
  router.get(
    '/api/v2/silences',
    answer(request => {
      const matchers = readFilters(request);
      return silences
        .list()
        .filter(silence =>
          matchers.every(({ name, matches }) =>
            silence.matchers.some(
              each => each.name === name && matches(each.value),
            ),
          ),
        )
        .map(presentSilence);
    }),
  );
  router.post(
    '/api/v2/silences',
    answer(({ body }) => ({ silenceID: silences.set(body) })),
  );
  router.get(
    '/api/v2/silence/:id',
    answer(request => {
      const silence = silences.find(readId(request));
      if (!silence) {
        throw new AlertmanagerError(404);
      }
      return presentSilence(silence);
    }),
  );
  router.delete(
    '/api/v2/silence/:id',
    answer(request => silences.expire(readId(request))),
  );
  router.get(
    '/api/v2/status',
    answer(() => ({
      cluster: { peers: [], status: 'disabled' },
      config: { original: CONFIG },
      uptime: startedAt,
      versionInfo: {
        branch: 'lab',
        buildDate: '',
        buildUser: '',
        goVersion: '',
        revision: 'lab',
        version: VERSION,
      },
    })),
  );
  router.get(
    '/api/v2/receivers',
    answer(() => [{ name: RECEIVER }]),
  );
  router.use('/api/v2', ({ originalUrl }, response) => {
    const { pathname } = new URL(originalUrl, prometheusUrl);
    response
      .status(404)
      .json({ code: 404, message: `path ${pathname} was not found` });
  });
  return router;
}

function presentAlert(
  alert: ReceivedAlert,
  silencedBy: string[],
  prometheusUrl: string,
) {
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  const address = new URL('/graph', prometheusUrl);
  address.searchParams.set('g0.expr', alert.query);
  return {
    annotations: alert.annotations,
    endsAt: iso(alert.endsAt),
    fingerprint: alert.fingerprint,
    receivers: [{ name: RECEIVER }],
    startsAt: iso(alert.startsAt),
    status: {
      inhibitedBy: [],
      silencedBy,
      state: silencedBy.length > 0 ? 'suppressed' : 'active',
    },
    updatedAt: iso(alert.updatedAt),
    generatorURL: address.href,
    labels: alert.labels,
  };
}

function readFilters({ query }: Request): Matcher[] {
  return [query.filter ?? []].flat().map(filter => {
    const match = MATCHER.exec(String(filter));
    if (!match) {
      throw new AlertmanagerError(400, `bad matcher format: ${filter}`);
    }
    const [, name, operator, value] = match;
    return compileMatcher(name, operator as MatchOperator, value);
  });
}

function compileMatcher(
  name: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  try {
    return createMatcher(name, operator, value);
  } catch (error) {
    throw new AlertmanagerError(400, (error as Error).message);
  }
}

function readId({ params }: Request): string {
  if (!z.uuid().safeParse(params.id).success) {
    throw new AlertmanagerError(422, {
      code: 601,
      message: `silenceID in path must be of type uuid: "${params.id}"`,
    });
  }
  return params.id;
}
