import { RequestHandler } from 'express';

const LOCAL_NAMES = ['localhost', '127.0.0.1'];

/**
 * Refuses requests that a foreign page or a rebound DNS name sends to this
 * machine: the `Host` must be a local name with the server's own port, and an
 * `Origin`, where there is one, must be a local name too.
 */
export function localOnly(options: { port: number }): RequestHandler {
  const hosts = new Set(LOCAL_NAMES.map(name => `${name}:${options.port}`));
  return (request, response, next) => {
    if (!hosts.has(request.headers.host ?? '')) {
      response.status(403).type('text').send('This host name is not served.');
      return;
    }
    const origin = request.headers.origin;
    if (origin !== undefined && !isLocalOrigin(origin)) {
      response.status(403).type('text').send('This origin is not served.');
      return;
    }
    next();
  };
}

function isLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && LOCAL_NAMES.includes(new URL(origin).hostname);
}
