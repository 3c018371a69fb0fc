import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

export const GITHUB_HOST = 'github.shop.example';
export const API = `https://${GITHUB_HOST}/api/v3`;

export const TEST_CONFIG = {
  app: { baseUrl: 'http://localhost:7007' },
  integrations: {
    github: [{ host: GITHUB_HOST, apiBaseUrl: API, token: 'test-token' }],
  },
  shopCreate: {
    github: {
      host: GITHUB_HOST,
      owner: 'shop',
      deploymentRepository: 'deploy',
      infrastructureRepository: 'infra',
    },
    registry: 'registry.shop.example/shop',
  },
  shopRollouts: {
    environments: [
      {
        name: 'dev',
        title: 'dev',
        order: 10,
        production: false,
        targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce'] }],
      },
      {
        name: 'staging',
        title: 'staging',
        order: 15,
        production: false,
        targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce-staging'] }],
      },
      {
        name: 'prod',
        title: 'prod',
        order: 20,
        production: true,
        targets: [
          { cluster: 'shop-prod', namespaces: ['ecommerce'] },
          { cluster: 'coffee-prod', namespaces: ['coffeeshop'] },
        ],
      },
    ],
  },
};

interface FakeRepository {
  homepage?: string;
  /** Texts on main by path; a repository without any is empty. */
  files?: Record<string, string>;
}

/** Answers as GitHub does for repositories that exist, and 404 for others. */
export function fakeRepositories(repositories: Record<string, FakeRepository>) {
  const notFound = () =>
    HttpResponse.json({ message: 'Not Found' }, { status: 404 });
  const find = (name: unknown): FakeRepository | undefined =>
    repositories[String(name)];

  return [
    http.get(`${API}/repos/shop/:name`, ({ params }) => {
      const repository = find(params.name);
      return repository
        ? HttpResponse.json(describeRepository(String(params.name), repository))
        : notFound();
    }),
    http.get(`${API}/repos/shop/:name/git/ref/heads%2Fmain`, ({ params }) => {
      const repository = find(params.name);
      if (repository && !repository.files) {
        return HttpResponse.json(
          { message: 'Git Repository is empty.' },
          { status: 409 },
        );
      }
      return repository
        ? HttpResponse.json({
            ref: 'refs/heads/main',
            object: { type: 'commit', sha: 'c0ffee' },
          })
        : notFound();
    }),
    http.get(`${API}/repos/shop/:name/git/trees/main`, ({ params }) => {
      const repository = find(params.name);
      return repository?.files
        ? HttpResponse.json({
            sha: 'c0ffee',
            truncated: false,
            tree: Object.keys(repository.files).map(path => ({
              path,
              type: 'blob',
            })),
          })
        : notFound();
    }),
    http.get(`${API}/repos/shop/:name/contents/*`, ({ params, request }) => {
      const path = decodeURIComponent(
        new URL(request.url).pathname.split('/contents/')[1],
      );
      const files = find(params.name)?.files ?? {};
      if (files[path] !== undefined) {
        return HttpResponse.json({
          type: 'file',
          path,
          encoding: 'base64',
          content: Buffer.from(files[path]).toString('base64'),
        });
      }
      return Object.keys(files).some(file => file.startsWith(`${path}/`))
        ? HttpResponse.json([{ type: 'dir', path }])
        : notFound();
    }),
  ];
}

export function describeRepository(
  name: string,
  { homepage }: FakeRepository = {},
) {
  const url = `https://${GITHUB_HOST}/shop/${name}`;
  return {
    id: 4_711,
    owner: { id: 42, login: 'shop' },
    name,
    full_name: `shop/${name}`,
    html_url: url,
    clone_url: `${url}.git`,
    homepage: homepage ?? null,
  };
}

/**
 * Stands in for GitHub while the tests of a file run. Only requests to this
 * machine, such as those of the tests themselves, may pass it.
 */
export function useFakeGitHub(
  ...handlers: Parameters<typeof setupServer>
): ReturnType<typeof setupServer> {
  const server = setupServer(...handlers);
  beforeAll(() =>
    server.listen({
      onUnhandledRequest({ url }, print) {
        if (!['localhost', '127.0.0.1'].includes(new URL(url).hostname)) {
          print.error();
        }
      },
    }),
  );
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
