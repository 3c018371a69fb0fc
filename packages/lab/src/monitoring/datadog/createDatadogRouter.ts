import { Request, RequestHandler, Response, Router } from 'express';
import { markup } from '../../http/markup';
import { standInPage } from '../standInPage';
import { matchesSearch } from './matchesSearch';
import { Monitor, Monitors } from './Monitors';

const CREATOR = {
  id: 1,
  name: 'Datadog operator',
  email: 'operator@shop.example',
  handle: 'operator@shop.example',
};
const ORGANIZATION = 1;
const PAGE_SIZE = 100;
const SEARCH_PAGE_SIZE = 30;

/** Datadog's monitors, and a page for each, to be linked to. */
export function createDatadogRouter(options: {
  monitors: Monitors;
  apiKey: string;
  applicationKey: string;
  portalUrl: string;
}): Router {
  const { monitors, apiKey, applicationKey, portalUrl } = options;
  const router = Router();
  const needsApiKey = requireKeys({ 'dd-api-key': apiKey });
  const needsBoth = requireKeys({
    'dd-api-key': apiKey,
    'dd-application-key': applicationKey,
  });

  router.get('/api/v1/validate', needsApiKey, (_request, response) => {
    response.json({ valid: true });
  });
  router.use('/api', needsBoth);
  router.get('/api/v1/monitor', (request, response) => {
    const { name, page } = request.query;
    const wanted = [
      ...list(request.query.monitor_tags),
      ...list(request.query.tags),
    ];
    const found = monitors
      .list()
      .filter(
        ({ payload }) =>
          wanted.every(tag => payload.tags.includes(tag)) &&
          payload.name.toLowerCase().includes(text(name).toLowerCase()),
      )
      .map(monitor => presentMonitor(monitor, request));
    const size = number(request.query.page_size, PAGE_SIZE);
    const start = number(page, 0) * size;
    response.json(
      page === undefined ? found : found.slice(start, start + size),
    );
  });
  router.get('/api/v1/monitor/search', (request, response) => {
    const query = text(request.query.query);
    const found = monitors.list().filter(each => matchesSearch(each, query));
    const page = number(request.query.page, 0);
    const size = number(request.query.per_page, SEARCH_PAGE_SIZE);
    response.json({
      monitors: found.slice(page * size, (page + 1) * size).map(presentFound),
      counts: {
        status: countBy(found.map(({ status }) => status)),
        muted: countBy(found.map(() => false)),
        tag: countBy(found.flatMap(({ payload }) => payload.tags)),
        type: countBy(found.map(() => 'metric')),
      },
      metadata: {
        page,
        page_count: Math.ceil(found.length / size),
        per_page: size,
        total_count: found.length,
      },
    });
  });
  router.get('/api/v1/monitor/:id', (request, response) => {
    const monitor = monitors.get(Number(request.params.id));
    if (monitor) {
      response.json(presentMonitor(monitor, request));
    } else {
      refuse(response, 404, 'Monitor not found');
    }
  });
  router.all('/api/*', (_request, response) => {
    refuse(response, 404, 'Not found');
  });
  router.get('/monitors/:id', (request, response) => {
    const monitor = monitors.get(Number(request.params.id));
    response
      .status(monitor ? 200 : 404)
      .type('html')
      .send(monitorPage(monitor, portalUrl));
  });
  return router;
}

function requireKeys(keys: Record<string, string>): RequestHandler {
  return ({ headers }, response, next) => {
    const names = Object.keys(keys);
    if (names.some(name => headers[name] === undefined)) {
      refuse(response, 401, 'Unauthorized');
    } else if (names.some(name => headers[name] !== keys[name])) {
      refuse(response, 403, 'Forbidden');
    } else {
      next();
    }
  };
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ errors: [error] });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): string[] {
  return text(value).split(',').filter(Boolean);
}

function number(value: unknown, otherwise: number): number {
  const parsed = Number(text(value) || NaN);
  return Number.isInteger(parsed) && parsed >= 0 ? parsed : otherwise;
}

function countBy<T>(values: T[]): Array<{ name: T; count: number }> {
  return [...new Set(values)].map(name => ({
    name,
    count: values.filter(each => each === name).length,
  }));
}

const seconds = (time: number | undefined) =>
  time === undefined ? null : Math.floor(time);

function presentMonitor(monitor: Monitor, { query }: Request) {
  const { id, payload, created, status, statusSince, groups } = monitor;
  const states = text(query.group_states).toLowerCase().split(',');
  const shown = groups.filter(
    group =>
      states.includes('all') || states.includes(group.status.toLowerCase()),
  );
  const changed = new Date(statusSince * 1000).toISOString();
  return {
    id,
    org_id: ORGANIZATION,
    ...payload,
    multi: groups.some(({ name }) => name !== '*'),
    created,
    created_at: Date.parse(created),
    modified: created,
    deleted: null,
    restricted_roles: null,
    overall_state: status,
    overall_state_modified: changed,
    creator: CREATOR,
    ...(text(query.with_downtimes) === 'true' && { matching_downtimes: [] }),
    ...(query.group_states !== undefined && {
      state: {
        groups: Object.fromEntries(
          shown.map(group => [
            group.name,
            {
              name: group.name,
              status: group.status,
              last_triggered_ts: seconds(group.lastTriggered),
              last_resolved_ts: seconds(group.lastResolved),
              last_nodata_ts: seconds(group.lastNoData),
              last_notified_ts: seconds(group.lastTriggered),
            },
          ]),
        ),
      },
    }),
  };
}

function presentFound({ id, payload, status, groups }: Monitor) {
  const triggered = groups.flatMap(({ lastTriggered }) => lastTriggered ?? []);
  return {
    id,
    org_id: ORGANIZATION,
    name: payload.name,
    status,
    type: payload.type,
    tags: payload.tags,
    scopes: [],
    query: payload.query,
    metrics: [],
    creator: CREATOR,
    classification: 'metric',
    notifications: [],
    last_triggered_ts:
      triggered.length > 0 ? Math.floor(Math.max(...triggered)) : null,
    quality_issues: [],
  };
}

function monitorPage(monitor: Monitor | undefined, portalUrl: string): string {
  return standInPage({
    product: 'Datadog',
    title: monitor?.payload.name ?? 'There is no such monitor',
    portalUrl,
    content: monitor
      ? markup`<p>State: ${monitor.status}</p>
          <p><code>${monitor.payload.query}</code></p>
          <ul>
            ${monitor.groups.map(
              ({ name, status }) => markup`<li>${name}: ${status}</li>`,
            )}
          </ul>`
      : markup``,
  });
}
