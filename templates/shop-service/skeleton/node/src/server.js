import { createServer as createHttpServer } from 'node:http';

const NAME = '${{ values.name }}';

/**
 * The HTTP server of the service.
 *
 * @param {{ version: string, log: (entry: object) => void }} options
 */
export function createServer(options) {
  let ready = true;

  const routes = new Map([
    ['/', () => [200, { name: NAME, version: options.version }]],
    ['/healthz', () => [200, { status: 'ok' }]],
    [
      '/readyz',
      () => (ready ? [200, { status: 'ok' }] : [503, { status: 'stopping' }]),
    ],
  ]);

  const server = createHttpServer((request, response) => {
    const started = performance.now();
    const [status, body] = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
    options.log({
      method: request.method,
      url: request.url,
      status,
      milliseconds: Math.round(performance.now() - started),
    });
  });

  function answer(request) {
    const path = request.url.split('?', 1)[0];
    const route = routes.get(path);
    if (!route) {
      return [404, { error: 'Not found' }];
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return [405, { error: 'Method not allowed' }];
    }
    return route();
  }

  return {
    server,
    /** Takes the service out of traffic; requests are still answered. */
    drain() {
      ready = false;
    },
  };
}
