import { RequestHandler } from 'express';

const LOCAL_NAMES = ['localhost', '127.0.0.1'];

/**
 * Refuses requests that a foreign page or a rebound DNS name sends to this
 * machine: the `Host` must be a local name with the server's own port, and an
 * `Origin`, where there is one, must be a local name too.
 */
export function localOnly(options: {
  port: number;
  /** An address that is local too. */
  address?: string;
}): RequestHandler {
  const names = [...LOCAL_NAMES, ...(options.address ? [options.address] : [])];
  const hosts = new Set(names.map(name => `${name}:${options.port}`));
  return (request, response, next) => {
    if (!hosts.has(request.headers.host ?? '')) {
      response.status(403).type('text').send('This host name is not served.');
      return;
    }
    const origin = request.headers.origin;
    if (origin !== undefined && !isOneOf(names, origin)) {
      response.status(403).type('text').send('This origin is not served.');
      return;
    }
    next();
  };
}

function isOneOf(names: string[], origin: string): boolean {
  return URL.canParse(origin) && names.includes(new URL(origin).hostname);
}
