import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { GitHubTestServer } from '../__testUtils__/GitHubTestServer';

jest.setTimeout(60_000);

describe("the catalog's URL reader", () => {
  let server: GitHubTestServer;

  beforeAll(async () => {
    server = await GitHubTestServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  function reader() {
    return UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: {
          integrations: {
            github: [
              {
                host: new URL(server.url).host,
                apiBaseUrl: `${server.url}/api/v3`,
                token: server.token,
              },
            ],
          },
        },
      }),
    });
  }

  it('reads one file', async () => {
    const url = `${server.url}/shop/storefront/blob/main/catalog-info.yaml`;
    const response = await reader().readUrl(url);
    expect((await response.buffer()).toString()).toContain('name: storefront');
  });
});
