import { Request } from 'express';
import Router from 'express-promise-router';
import { Account, KNOWN_ACTIONS } from './accounts';
import { invalidArgument } from './ArgoCdError';

/** Who asks, and what they may do. */
export function createSessionRouter(
  authenticate: (request: Request) => Account,
) {
  const router = Router();

  router.get('/session/userinfo', (request, response) => {
    const { username } = authenticate(request);
    response.json({ loggedIn: true, username, iss: 'argocd' });
  });

  router.get(
    '/account/can-i/:resource/:action/:project/:name?',
    (request, response) => {
      const account = authenticate(request);
      const { resource, action, project } = request.params;
      if (!KNOWN_ACTIONS.includes(action)) {
        throw invalidArgument(`unknown action: ${action}`);
      }
      const allowed =
        resource === 'applications' && account.allows(action, project);
      response.json({ value: allowed ? 'yes' : 'no' });
    },
  );

  return router;
}
