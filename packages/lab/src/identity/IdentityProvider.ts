import express, { ErrorRequestHandler, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { z } from 'zod';
import { localOnly } from '../http/localOnly';
import { createProvider, SESSION_COOKIE } from './createProvider';
import { FileIdentityStore } from './FileIdentityStore';
import { Person } from './people';
import { loadProviderKeys } from './ProviderKeys';
import { choosePersonPage, signInProblemPage } from './signInPages';

export interface IdentityProviderOptions {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  /** The lab's data folder; sessions and keys go to `identity/` in it. */
  dataDir: string;
  portalUrl: string;
  people: readonly Person[];
  onError?: (error: unknown) => void;
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
  const issuer = `http://localhost:${options.port}`;
  const directory = join(options.dataDir, 'identity');
  const store = await FileIdentityStore.open({
    directory,
    onError: options.onError ?? (error => process.emitWarning(String(error))),
  });
  const provider = createProvider({
    ...options,
    issuer,
    store,
    keys: loadProviderKeys(directory),
  });

  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly({ port: options.port }));
  app.get('/', (_request, response) => response.redirect(options.portalUrl));
  app.use(createSignInRouter(provider, options));
  app.use('/auth', askEveryTime);
  app.use(provider.callback());

  const server = createServer(app);
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await store.close();
    },
  };
}

function createSignInRouter(
  provider: Provider,
  options: Pick<IdentityProviderOptions, 'people' | 'portalUrl'>,
) {
  const { people, portalUrl } = options;
  const choice = z.object({
    person: z.string().refine(id => people.some(person => person.id === id)),
  });
  const router = Router();
  router.use('/interaction', notFramed);

  router.get('/interaction/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    response.type('html').send(
      choosePersonPage({
        action: `/interaction/${encodeURIComponent(uid)}`,
        people,
        portalUrl,
      }),
    );
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
    response
      .status(400)
      .type('html')
      .send(signInProblemPage({ message, portalUrl }));
  };
  router.use('/interaction', explain);
  return router;
}
