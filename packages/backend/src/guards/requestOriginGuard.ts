import { RequestHandler } from 'express';
import { NotAllowedError } from '@backstage/errors';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses what a foreign page or a rebound DNS name sends: `Host` must be one
 * of the portal's own addresses or loopback, and so must `Origin` where the
 * browser sends one.
 *
 * Health checks are exempt, because a kubelet asks by the pod's address.
 */
export function requestOriginGuard(options: {
  /** The portal's own base URLs. */
  baseUrls: string[];
}): RequestHandler {
  const ownNames = new Set(
    options.baseUrls.map(baseUrl => new URL(baseUrl).hostname),
  );
  const isOwn = (hostname: string) =>
    ownNames.has(hostname) || LOOPBACK_NAMES.includes(hostname);

  return (request, _response, next) => {
    if (request.path.startsWith('/.backstage/health/')) {
      next();
      return;
    }
    const host = `http://${request.headers.host}`;
    if (!URL.canParse(host) || !isOwn(new URL(host).hostname)) {
      next(new NotAllowedError('This host name is not served.'));
      return;
    }
    const { origin } = request.headers;
    if (
      origin !== undefined &&
      !(URL.canParse(origin) && isOwn(new URL(origin).hostname))
    ) {
      next(new NotAllowedError('This origin is not served.'));
      return;
    }
    next();
  };
}
