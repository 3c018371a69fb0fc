import http from 'http';
import https from 'https';

/**
 * The status that a GET is answered with.
 *
 * @throws Error when there is no answer
 */
export function httpStatus(
  url: string,
  options: { ca?: Buffer; token?: string } = {},
): Promise<number> {
  const { get } = url.startsWith('https:') ? https : http;
  const { ca, token } = options;
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    get(url, { ca, headers }, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
