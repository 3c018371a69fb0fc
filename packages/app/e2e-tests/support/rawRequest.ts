import http, { IncomingMessage } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

const HANDSHAKE_TIMEOUT_MILLIS = 3_000;

export interface RawRequest {
  url: string;
  /** Sent as they are, `Host` and `Origin` included. */
  headers?: Record<string, string>;
  /** PEM of the authority that signed the server's certificate. */
  ca?: string;
}

export interface RawResponse {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Sends headers that a browser or `fetch` would not let anybody set. */
export async function rawRequest(request: RawRequest): Promise<RawResponse> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    open(request).once('response', resolve).once('error', reject).end();
  });
  const { statusCode: status, headers } = response;
  return { status, headers, body: await text(response) };
}

/** The status by which a server answers a WebSocket handshake; 101 is yes. */
export async function openWebSocket(
  request: RawRequest,
): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const handshake = open({
      ...request,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Version': '13',
        ...request.headers,
      },
    });
    handshake
      .setTimeout(HANDSHAKE_TIMEOUT_MILLIS, () =>
        handshake.destroy(new Error('The handshake was not answered.')),
      )
      .once('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode);
      })
      .once('response', response => {
        response.resume();
        resolve(response.statusCode);
      })
      .once('error', reject)
      .end();
  });
}

function open({ url, headers, ca }: RawRequest): http.ClientRequest {
  const options = { headers, agent: false };
  return url.startsWith('https:')
    ? https.request(url, { ...options, ca, servername: 'localhost' })
    : http.request(url, options);
}
