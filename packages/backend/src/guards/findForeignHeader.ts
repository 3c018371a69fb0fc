import { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Tells why a request was sent by a foreign page or under a rebound DNS name,
 * and nothing when it was not: `Host` must be one of the portal's own
 * addresses or loopback, and so must `Origin` where the browser sends one.
 */
export function createForeignHeaderFinder(
  baseUrls: string[],
): (headers: IncomingHttpHeaders) => string | undefined {
  const ownNames = new Set([
    ...LOOPBACK_NAMES,
    ...baseUrls.map(baseUrl => new URL(baseUrl).hostname),
  ]);
  const isOwn = (url: string) =>
    URL.canParse(url) && ownNames.has(new URL(url).hostname);

  return ({ host, origin }) => {
    if (!isOwn(`http://${host}`)) {
      return 'This host name is not served.';
    }
    return origin === undefined || isOwn(origin)
      ? undefined
      : 'This origin is not served.';
  };
}
