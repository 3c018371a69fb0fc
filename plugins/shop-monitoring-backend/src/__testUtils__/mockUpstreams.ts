import { setupServer, SetupServer } from 'msw/node';
import { quietUpstreams } from './upstreams';

/** Stand-ins for all upstreams; only this backend itself is really called. */
export function mockUpstreams(): SetupServer {
  const server = setupServer();
  beforeAll(() =>
    server.listen({
      onUnhandledRequest: ({ url }) => {
        if (!['localhost', '127.0.0.1'].includes(new URL(url).hostname)) {
          throw new Error(`Nobody expected a call of ${url}`);
        }
      },
    }),
  );
  beforeEach(() => server.use(...quietUpstreams()));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
