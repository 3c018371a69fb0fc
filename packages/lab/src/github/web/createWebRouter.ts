import { ErrorRequestHandler, Router } from 'express';
import { GitHubContext } from '../GitHubContext';
import { createCodePages } from './codePages';
import { html } from './html';
import { page, PageFrame } from './layout';
import { createPullPages } from './pullPages';
import { NotFound } from './requests';
import { createRunPages } from './runPages';
import { STYLES } from './styles';

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The pages that the portal's links lead to. They need no sign-in. */
export function createWebRouter(
  context: GitHubContext,
  portalUrl: string,
): Router {
  const frame: PageFrame = { links: context.links, portalUrl };
  const router = Router();
  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY);
    next();
  });
  router.get('/style.css', (_request, response) => {
    response.type('css').send(STYLES);
  });
  router.use(createCodePages(context, frame));
  router.use(createPullPages(context, frame));
  router.use(createRunPages(context, frame));
  router.use(() => {
    throw new NotFound('There is no such page.');
  });
  const answerErrors: ErrorRequestHandler = (
    error,
    _request,
    response,
    next,
  ) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const missing = error instanceof NotFound;
    if (!missing) {
      process.stderr.write(`GitHub: ${error}\n`);
    }
    const text = missing ? error.message : 'This page could not be made.';
    const title = missing ? 'Not found' : 'Something went wrong';
    response
      .status(missing ? 404 : 500)
      .send(page(frame, title, html`<p>${text}</p>`).text);
  };
  router.use(answerErrors);
  return router;
}
