import express, { RequestHandler, Response } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { markup } from '../../http/markup';
import { parseDuration } from '../prometheus/promql/durations';
import { PromqlError } from '../prometheus/promql/PromqlError';
import { standInPage } from '../standInPage';
import { Dashboards, StoredDashboard } from './Dashboards';
import { Frame } from './frames';
import {
  prometheusQuerySchema,
  QueriedPrometheus,
  runPrometheusQuery,
} from './runPrometheusQuery';

const VERSION = '12.4.0';
const DATA_SOURCE = 'prometheus';
const FOLDER = {
  folderUid: 'shop',
  folderTitle: 'Shop',
  folderUrl: '/dashboards/f/shop',
};
const MAX_LIMIT = 5000;

const bodySchema = z.object({
  from: z.string(),
  to: z.string(),
  queries: z.array(prometheusQuerySchema).min(1),
});

interface QueryResult {
  status: number;
  frames: Frame[];
  error?: string;
  errorSource?: string;
}

/** What a Viewer's token may read of Grafana, and a page for each dashboard. */
export function createGrafanaRouter(options: {
  dashboards: Dashboards;
  engine: QueriedPrometheus;
  /** Prometheus' own API, which the data source passes on. */
  prometheus: express.Router;
  token: string;
  portalUrl: string;
  /** Seconds since the epoch. */
  now: () => number;
}): express.Router {
  const { dashboards, engine, prometheus, token, portalUrl, now } = options;
  const router = Router();
  router.get('/api/health', (_request, response) => {
    response.json({ database: 'ok', version: VERSION, commit: 'lab' });
  });
  router.get('/d/:uid/:slug?', (request, response) => {
    const dashboard = dashboards.get(request.params.uid);
    response
      .status(dashboard ? 200 : 404)
      .type('html')
      .send(dashboardPage(dashboard, portalUrl));
  });

  router.use(['/api', '/apis'], requireToken(token), express.json());
  router.get('/api/frontend/settings', (_request, response) => {
    response.json({
      buildInfo: { version: VERSION },
      defaultDatasource: 'Prometheus',
      datasources: {
        Prometheus: {
          id: 1,
          uid: DATA_SOURCE,
          type: 'prometheus',
          name: 'Prometheus',
          isDefault: true,
        },
      },
    });
  });
  router.get('/api/datasources', (_request, response) => {
    refuse(
      response,
      403,
      "You'll need additional permissions to perform this action. Permissions needed: datasources:read",
      'accesscontrol.access-denied',
    );
  });
  router.get('/api/search', (request, response) => {
    const { query, tag, dashboardUIDs, type, limit, page } = request.query;
    const size = Number(limit ?? 1000);
    if (size > MAX_LIMIT) {
      refuse(response, 422, 'Limit is above maximum allowed (5000)');
      return;
    }
    const start = (Math.max(Number(page ?? 1), 1) - 1) * size;
    const found =
      type === undefined || type === 'dash-db'
        ? dashboards.search({
            title: query === undefined ? undefined : String(query),
            tags: texts(tag),
            uids: texts(dashboardUIDs),
          })
        : [];
    response.json(found.slice(start, start + size).map(presentHit));
  });
  router.get('/api/dashboards/uid/:uid', (request, response) => {
    const dashboard = dashboards.get(request.params.uid);
    if (!dashboard) {
      refuse(response, 404, 'Dashboard not found');
      return;
    }
    const { url, folderUid, folderTitle } = presentHit(dashboard);
    response.json({
      dashboard,
      meta: { url, folderUid, folderTitle, canEdit: false, provisioned: true },
    });
  });
  router.get(
    '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards/:uid',
    (request, response) => {
      const name = request.params.uid;
      const spec = dashboards.get(name);
      if (spec) {
        response.json({
          kind: 'Dashboard',
          apiVersion: 'dashboard.grafana.app/v1beta1',
          metadata: {
            name,
            namespace: 'default',
            annotations: { 'grafana.app/folder': FOLDER.folderUid },
          },
          spec,
          status: {},
        });
      } else {
        response.status(404).json(notFoundStatus(name));
      }
    },
  );
  router.post('/api/ds/query', async (request, response) => {
    const { data: body, error } = bodySchema.safeParse(request.body);
    if (!body) {
      refuse(response, 400, z.prettifyError(error));
      return;
    }
    if (body.queries.some(({ datasource }) => datasource.uid !== DATA_SOURCE)) {
      refuse(response, 404, 'Data source not found');
      return;
    }
    const range = {
      from: readTime(body.from, now()),
      to: readTime(body.to, now()),
    };
    if (!(range.from < range.to)) {
      refuse(response, 400, 'The time range is not valid');
      return;
    }
    const results: Record<string, QueryResult> = {};
    for (const query of body.queries) {
      results[query.refId] = await tolerate(() =>
        runPrometheusQuery(engine, query, range),
      );
    }
    const failed = Object.values(results).some(each => each.error);
    response.status(failed ? 400 : 200).json({ results });
  });
  router.use(`/api/datasources/uid/${DATA_SOURCE}/resources`, prometheus);
  // Every rule here is Prometheus' own.
  router.get('/api/prometheus/grafana/api/v1/rules', (_request, response) => {
    response.json({ status: 'success', data: { groups: [] } });
  });
  router.use(['/api', '/apis'], (_request, response) => {
    refuse(response, 404, 'Not found');
  });
  return router;
}

function requireToken(token: string): RequestHandler {
  return ({ headers }, response, next) => {
    if (headers.authorization === `Bearer ${token}`) {
      next();
    } else if (headers.authorization) {
      refuse(response, 401, 'Invalid API key', 'api-key.invalid');
    } else {
      refuse(response, 401, 'Unauthorized', 'auth.unauthorized');
    }
  };
}

function refuse(
  response: Response,
  statusCode: number,
  message: string,
  messageId = '',
): void {
  response
    .status(statusCode)
    .json({ message, messageId, statusCode, traceID: '' });
}

function notFoundStatus(name: string) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `dashboards.dashboard.grafana.app "${name}" not found`,
    reason: 'NotFound',
    details: { name, group: 'dashboard.grafana.app', kind: 'dashboards' },
    code: 404,
  };
}

function texts(value: unknown): string[] {
  return [value ?? []].flat().map(String);
}

function presentHit({ uid, title, tags }: StoredDashboard) {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    uid,
    title,
    uri: `db/${slug}`,
    url: `/d/${uid}/${slug}`,
    slug: '',
    type: 'dash-db',
    tags,
    isStarred: false,
    ...FOLDER,
  };
}

/** `now`, `now-6h`, or milliseconds, in seconds; NaN for anything else. */
function readTime(text: string, now: number): number {
  const relative = /^now(?:-(\w+))?$/.exec(text);
  return relative
    ? now - (relative[1] ? parseDuration(relative[1]) ?? NaN : 0)
    : Number(text || NaN) / 1000;
}

async function tolerate(run: () => Promise<Frame[]>): Promise<QueryResult> {
  try {
    return { status: 200, frames: await run() };
  } catch (error) {
    if (!(error instanceof PromqlError)) {
      throw error;
    }
    return {
      status: error.status,
      frames: [],
      error: `${error.errorType}: ${error.message}`,
      errorSource: 'downstream',
    };
  }
}

function dashboardPage(
  dashboard: StoredDashboard | undefined,
  portalUrl: string,
): string {
  return standInPage({
    product: 'Grafana',
    title: dashboard?.title ?? 'There is no such dashboard',
    portalUrl,
    content: markup`<ul>
      ${(dashboard?.panels ?? []).map(
        ({ title, type }) => markup`<li>${title} (${type})</li>`,
      )}
    </ul>`,
  });
}
