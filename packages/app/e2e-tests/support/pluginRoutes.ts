/**
 * Every route of every backend plugin, as `METHOD /path` below
 * `/api/<plugin>`, that answers only somebody who is signed in.
 */
export const pluginRoutes: Record<string, string[]> = {
  // Serves the web app itself; see the open routes.
  app: ['GET /.backstage/auth/v1/cookie'],
  // What a person signs in with; see the open routes.
  auth: ['GET /v1/userinfo'],
  catalog: [
    'POST /refresh',
    'GET /entities',
    'GET /entities/by-uid/{uid}',
    'DELETE /entities/by-uid/{uid}',
    'GET /entities/by-name/{kind}/{namespace}/{name}',
    'GET /entities/by-name/{kind}/{namespace}/{name}/ancestry',
    'POST /entities/by-refs',
    'GET /entities/by-query',
    'POST /entities/by-query',
    'GET /entity-facets',
    'POST /entity-facets',
    'POST /locations',
    'GET /locations',
    'POST /locations/by-query',
    'GET /locations/{id}',
    'PUT /locations/{id}',
    'DELETE /locations/{id}',
    'GET /locations/by-entity/{kind}/{namespace}/{name}',
    'POST /analyze-location',
    'POST /validate-entity',
  ],
  events: [
    'POST /bus/v1/events',
    'PUT /bus/v1/subscriptions/{subscriptionId}',
    'GET /bus/v1/subscriptions/{subscriptionId}/events',
  ],
  kubernetes: [
    'GET /clusters',
    'POST /services/{serviceId}',
    'POST /resources/workloads/query',
    'POST /resources/custom/query',
    'GET /proxy/api/v1/pods',
    'POST /proxy/api/v1/pods',
    'PUT /proxy/api/v1/pods',
    'PATCH /proxy/api/v1/pods',
    'DELETE /proxy/api/v1/pods',
  ],
  notifications: [
    'GET /',
    'POST /',
    'GET /notifications',
    'POST /notifications',
    'POST /update',
    'POST /notifications/update',
    'GET /status',
    'GET /settings',
    'POST /settings',
    'GET /topics',
    'GET /{id}',
    'GET /notifications/{id}',
  ],
  permission: ['POST /authorize'],
  // Only watches the start; it has no routes.
  'production-guard': [],
  scaffolder: [
    'GET /v2/templates/{namespace}/{kind}/{name}/parameter-schema',
    'GET /v2/actions',
    'GET /v2/tasks',
    'POST /v2/tasks',
    'GET /v2/tasks/{taskId}',
    'POST /v2/tasks/{taskId}/cancel',
    'POST /v2/tasks/{taskId}/retry',
    'GET /v2/tasks/{taskId}/events',
    'GET /v2/tasks/{taskId}/eventstream',
    'POST /v2/dry-run',
    'POST /v2/autocomplete/{provider}/{resource}',
    'GET /v2/templating-extensions',
  ],
  search: ['GET /query'],
  'shop-monitoring': [
    'GET /v1/health',
    'GET /v1/entities/{kind}/{namespace}/{name}/health',
    'GET /v1/entities/{kind}/{namespace}/{name}/monitors',
    'GET /v1/entities/{kind}/{namespace}/{name}/alerts',
    'GET /v1/entities/{kind}/{namespace}/{name}/probes',
    'GET /v1/entities/{kind}/{namespace}/{name}/marks',
    'GET /v1/entities/{kind}/{namespace}/{name}/dashboards',
    'GET /v1/entities/{kind}/{namespace}/{name}/dashboards/{uid}',
    'POST /v1/entities/{kind}/{namespace}/{name}/dashboards/{uid}/panels/1/data',
  ],
  'shop-rollouts': [
    'GET /v1/deliveries/by-entity/{kind}/{namespace}/{name}',
    'GET /v1/deliveries/summaries',
    'GET /v1/operations',
    'GET /v1/operations/by-entity/{kind}/{namespace}/{name}',
    'GET /v1/argocd/by-entity/{kind}/{namespace}/{name}/applications',
    'GET /v1/argocd/by-entity/{kind}/{namespace}/{name}/applications/{app}/revisions/{revision}/metadata',
    'POST /v1/rollouts/{cluster}/{namespace}/{name}/actions',
    'POST /v1/applications/{instance}/{namespace}/{name}/actions',
  ],
  // Its WebSocket has a test of its own.
  signals: [],
  'user-settings': [
    'POST /multiget',
    'GET /buckets/{bucket}/keys/{key}',
    'PUT /buckets/{bucket}/keys/{key}',
    'DELETE /buckets/{bucket}/keys/{key}',
  ],
};

/** Plugins that describe their routes themselves, in OpenAPI. */
export const describedPlugins = [
  'catalog',
  'events',
  'notifications',
  'scaffolder',
  'search',
];

/** Splits `METHOD /path` and puts something into the path's parameters. */
export function toRequest(
  plugin: string,
  route: string,
): { method: string; path: string } {
  const [method, path] = route.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, '$1');
  return { method, path: `/api/${plugin}${filled}` };
}
