import { openWebSocket, rawRequest } from './support/rawRequest';
import { listeningAddresses } from './support/processes';
import { Product } from './support/Product';
import { expect, test } from './support/test';

interface Server {
  name: string;
  port: number;
  url: string;
  ca?: string;
}

/** Everything of the product that listens for HTTP. */
function serversOf(product: Product): Server[] {
  const { github, argocd, control, identity, kubernetes, monitoring, notices } =
    product.lab;
  const overHttp = (name: string, port: number) => ({
    name,
    port,
    url: `http://127.0.0.1:${port}/`,
  });
  return [
    overHttp('the portal', product.port),
    overHttp('GitHub', github.port),
    overHttp('Argo CD', argocd.port),
    overHttp('the lab control', control.port),
    overHttp('the identity provider', identity.port),
    overHttp('Slack', notices.port),
    ...Object.entries(monitoring).map(([name, { port }]) =>
      overHttp(name, port),
    ),
    ...Object.entries(kubernetes.clusters).map(([name, { port }]) => ({
      name,
      port,
      url: `https://127.0.0.1:${port}/`,
      ca: product.certificateAuthority,
    })),
  ];
}

const FOREIGN_NAMES = [
  'attacker.example',
  'localhost.attacker.example',
  '127.0.0.1.nip.example',
];
const FOREIGN_ORIGINS = [
  'https://attacker.example',
  'http://localhost.attacker.example',
  'null',
];

test('everything listens on 127.0.0.1 only', async ({ product }) => {
  const ports = [
    ...serversOf(product).map(({ port }) => port),
    product.lab.notices.mail.port,
  ];
  const expected = ports.map(port => `127.0.0.1:${port}`);
  expect(listeningAddresses(product.process.pids).sort()).toEqual(
    expected.sort(),
  );
});

test('a foreign host name is refused everywhere', async ({ product }) => {
  for (const { name, url, port, ca } of serversOf(product)) {
    for (const foreign of FOREIGN_NAMES) {
      const { status, body } = await rawRequest({
        url,
        ca,
        headers: { Host: `${foreign}:${port}` },
      });
      expect(status, `${name} as ${foreign}`).toBe(403);
      expect(body, name).toContain('This host name is not served.');
    }
    const own = await rawRequest({
      url,
      ca,
      headers: { Host: `localhost:${port}` },
    });
    expect(own.body, name).not.toContain('is not served');
  }
});

test('a foreign page is refused everywhere', async ({ product }) => {
  for (const { name, url, port, ca } of serversOf(product)) {
    for (const origin of FOREIGN_ORIGINS) {
      const { status, body, headers } = await rawRequest({
        url,
        ca,
        headers: { Host: `localhost:${port}`, Origin: origin },
      });
      expect(status, `${name} from ${origin}`).toBe(403);
      expect(body, name).toContain('This origin is not served.');
      expect(headers['access-control-allow-origin'], name).toBeUndefined();
    }
    const own = await rawRequest({
      url,
      ca,
      headers: { Host: `localhost:${port}`, Origin: product.url },
    });
    expect(own.body, name).not.toContain('is not served');
  }
});

test('signals reach only people who are signed in, in the portal', async ({
  product,
  apiOf,
}) => {
  const url = `http://127.0.0.1:${product.port}/api/signals`;
  const { token } = await apiOf('Vera Ito');
  const own = {
    Host: `localhost:${product.port}`,
    Origin: product.url,
    'Sec-WebSocket-Protocol': `${token}`,
  };
  // The very first handshake of a portal is turned away; browsers try again.
  await expect(async () => {
    expect(await openWebSocket({ url, headers: own })).toBe(101);
  }).toPass();

  const { 'Sec-WebSocket-Protocol': _token, ...withoutToken } = own;
  expect(await openWebSocket({ url, headers: withoutToken })).toBe(401);
  expect(
    await openWebSocket({
      url,
      headers: { ...own, 'Sec-WebSocket-Protocol': 'not-a-token' },
    }),
  ).toBe(401);
  for (const origin of FOREIGN_ORIGINS) {
    const headers = { ...own, Origin: origin };
    expect(await openWebSocket({ url, headers }), origin).toBe(403);
  }
  for (const foreign of FOREIGN_NAMES) {
    const headers = { ...own, Host: `${foreign}:${product.port}` };
    expect(await openWebSocket({ url, headers }), foreign).toBe(403);
  }
});
