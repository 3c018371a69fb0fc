import express, { ErrorRequestHandler, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { z } from 'zod';
import { serveLocally } from '../http/serveLocally';
import {
  ClientOptions,
  createProvider,
  SESSION_COOKIE,
} from './createProvider';
import { loadProviderKeys } from './ProviderKeys';
import { SessionStore } from './SessionStore';
import { choosePersonPage, signInProblemPage } from './signInPages';

export interface IdentityProviderOptions extends ClientOptions {
  port: number;
  /** Where it listens, if that is not loopback. */
  address?: string;
  /** The lab's data folder; sessions and keys go to `identity/` in it. */
  dataDir: string;
}

export interface IdentityProvider {
  issuer: string;
  close(): Promise<void>;
}

const notFramed: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  next();
};

/**
 * Every sign-in asks who it is, so that one browser can change between people:
 * what the provider remembers of the last one is not read. Refresh tokens keep
 * a person signed in without it.
 */
const askEveryTime: RequestHandler = (request, _response, next) => {
  request.headers.cookie = request.headers.cookie
    ?.split('; ')
    .filter(cookie => !cookie.startsWith(SESSION_COOKIE))
    .join('; ');
  next();
};

/** Starts the lab's OpenID Connect provider on this machine. */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const issuer = `http://${options.address ?? 'localhost'}:${options.port}`;
  const directory = join(options.dataDir, 'identity');
  const store = await SessionStore.open(directory);
  const keys = loadProviderKeys(directory);
  const provider = createProvider(issuer, options, store, keys);
  const server = await serveLocally(
    options.port,
    [createSignInRouter(provider, options), askEveryTime, provider.callback()],
    options.address,
  );
  return {
    issuer,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

function createSignInRouter(
  provider: Provider,
  { people, portalUrl }: ClientOptions,
) {
  const choice = z.object({
    person: z.string().refine(id => people.some(person => person.id === id)),
  });
  const router = Router();
  router.get('/', (_request, response) => response.redirect(portalUrl));
  router.use('/interaction', notFramed);

  router.get('/interaction/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    const action = `/interaction/${encodeURIComponent(uid)}`;
    response.type('html');
    response.send(choosePersonPage({ action, people, portalUrl }));
  });

  router.post(
    '/interaction/:uid',
    express.urlencoded({ extended: false, limit: '1kb' }),
    async (request, response) => {
      const { person } = choice.parse(request.body);
      await provider.interactionFinished(request, response, {
        login: { accountId: person },
      });
    },
  );

  const explain: ErrorRequestHandler = (error, _request, response, _next) => {
    const message =
      error instanceof z.ZodError
        ? 'Choose one of the people on the page.'
        : 'This sign-in has expired. Start again from the portal.';
    response.status(400).type('html');
    response.send(signInProblemPage(message, portalUrl));
  };
  router.use('/interaction', explain);
  return router;
}
