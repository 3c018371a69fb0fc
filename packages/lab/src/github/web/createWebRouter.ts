import { ErrorRequestHandler, Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { YOU } from '../accounts';
import { GitHubContext } from '../GitHubContext';
import {
  addCodePages,
  AddPage,
  addWorkPages,
  found,
  NotFound,
} from './addPages';
import { Link, list, page, STYLES } from './page';

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The pages that the portal's links lead to. They need no sign-in. */
export function createWebRouter(
  context: GitHubContext,
  portalUrl: string,
): Router {
  const { pulls, repositories, site } = context;
  const router = PromiseRouter();
  const root = `/${site.organization}/:repo`;
  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY);
    next();
  });
  router.get('/style.css', (_request, response) => {
    response.type('css').send(STYLES);
  });

  router.get('/', (_request, response) => {
    const links = repositories
      .list()
      .map((each): Link => [each.page(), each.name, each.record.description]);
    response.send(page(portalUrl, 'Repositories', [list(links)]));
  });

  const repositoryOf = ({ params }: Request) =>
    found(repositories.find(params.repo));
  const add: AddPage = (path, render) => {
    router.get(`${root}${path}`, async (request, response) => {
      const repository = repositoryOf(request);
      const [title, ...content] = await render(repository, request.params);
      response.send(page(portalUrl, title, content, repository));
    });
  };
  addCodePages(add);
  addWorkPages(add, context);

  router.post(`${root}/pull/:number/merge`, async (request, response) => {
    // Only this server's own pages may send forms. A browser always names the
    // page's origin with a POST.
    if (request.headers.origin !== `http://${request.headers.host}`) {
      response.status(403).type('text').send('Only from this page itself.');
      return;
    }
    const repository = repositoryOf(request);
    const pull = pulls.find(repository, Number(request.params.number));
    // The page says what became of it, merged or not.
    await pulls.merge(repository, found(pull), YOU);
    response.redirect(303, repository.page(`/pull/${pull?.number}`));
  });

  router.use(() => {
    throw new NotFound();
  });
  const answerErrors: ErrorRequestHandler = (
    error,
    _request,
    response,
    _next,
  ) => {
    const isMissing = error instanceof NotFound;
    if (!isMissing) {
      process.stderr.write(`GitHub: ${error}\n`);
    }
    const title = isMissing ? 'Not found' : 'Something went wrong';
    response.status(isMissing ? 404 : 500);
    response.send(page(portalUrl, title, []));
  };
  router.use(answerErrors);
  return router;
}
