import { once } from 'events';
import express, { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { createServer, Server } from 'https';
import { setTimeout as sleep } from 'timers/promises';
import { z } from 'zod';
import { localOnly } from '../http/localOnly';
import { countRequests, RequestCounter } from '../http/requestCounter';
import { authorizePath } from './access/authorization';
import { authenticate, tierOf, TierTokens } from './access/tiers';
import { ApiError } from './ApiError';
import {
  badRequest,
  internalError,
  noSuchResource,
  requestTooLarge,
  tooManyRequests,
} from './apiErrors';
import { ServerCredentials } from './certificates/CertificateAuthority';
import { ResourceStore } from './ResourceStore';
import { describeServer } from './server/discovery';
import { Faults } from './server/Faults';
import { describeOpenApi } from './server/openApi';
import { parseRequestTarget } from './server/requestTarget';
import { ResourceRequestHandler } from './server/ResourceRequestHandler';
import { WatchHandler } from './watch/WatchHandler';
import { WatchHistory } from './watch/WatchHistory';
import { WATCH_TIMINGS, WatchTimings } from './watch/WatchStream';

const MAX_BODY_BYTES = 3 * 1024 * 1024;
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];
const RETRY_AFTER_SECONDS = 1;

/** What the body parser throws. */
const bodyRefusalSchema = z.object({ type: z.string(), message: z.string() });

export interface KubernetesApiServerOptions {
  store: ResourceStore;
  /** 0 takes a free one. */
  port: number;
  tls: ServerCredentials;
  tokens: TierTokens;
  counter: RequestCounter;
  faults?: Faults;
  /** Hears of requests that failed by the server's own fault. */
  onError?: (error: unknown) => void;
  watchTimings?: WatchTimings;
  /** How many changes a watch may start in the past. */
  historyLimit?: number;
}

/** The Kubernetes API of one cluster, over https on this machine only. */
export class KubernetesApiServer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly history: WatchHistory,
    private readonly watches: WatchHandler,
  ) {}

  static async start(
    options: KubernetesApiServerOptions,
  ): Promise<KubernetesApiServer> {
    const { store, tls, historyLimit } = options;
    const faults = options.faults ?? new Faults();
    const history = WatchHistory.create({ store, limit: historyLimit });
    const timings = options.watchTimings ?? WATCH_TIMINGS;
    const watches = WatchHandler.create({ store, history, timings });
    const handler = ResourceRequestHandler.create({
      store,
      history,
      watches,
      faults,
    });

    const server = createServer({ cert: tls.cert, key: tls.key });
    server.listen(options.port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.on('request', createApp(options, { port, faults, handler }));
    faults.onChange(() => {
      if (faults.current.down) {
        server.closeAllConnections();
      }
    });
    const url = `https://localhost:${port}`;
    return new KubernetesApiServer(url, server, history, watches);
  }

  /** The fault 410: clients have to list again. */
  expireWatches(): void {
    this.watches.expire();
  }

  async close(): Promise<void> {
    this.watches.endAll();
    this.history.close();
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

function createApp(
  options: KubernetesApiServerOptions,
  parts: { port: number; faults: Faults; handler: ResourceRequestHandler },
): Express {
  const { store, tokens, counter, onError } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(localOnly({ port: parts.port }));
  app.use(countByTier(counter, { cluster: store.cluster, tokens }));
  app.use(injectFaults(parts.faults));
  app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES }));
  app.use((request, response) => {
    const user = authenticate(tokens, request.headers.authorization);
    const target = parseRequestTarget(request.path);
    if (target) {
      parts.handler.handle(request, response, user, target);
      return;
    }
    authorizePath(user, request.method, request.path);
    if (HEALTH_PATHS.includes(request.path)) {
      response.type('text').send('ok');
      return;
    }
    const description =
      describeServer(request.path) ?? describeOpenApi(request.path);
    if (request.method !== 'GET' || description === undefined) {
      throw noSuchResource();
    }
    response.json(description);
  });
  app.use(answerErrors(onError));
  return app;
}

/**
 * Counts who asked, too: the lab's own Argo CD watches the same clusters as
 * the portal does.
 */
function countByTier(
  counter: RequestCounter,
  options: { cluster: string; tokens: TierTokens },
): RequestHandler {
  return (request, response, next) => {
    const tier = tierOf(options.tokens, request.headers.authorization);
    const upstream = `kubernetes:${options.cluster}:${tier ?? 'nobody'}`;
    countRequests(counter, upstream)(request, response, next);
  };
}

function injectFaults(faults: Faults): RequestHandler {
  return async (request, response, next) => {
    if (faults.current.delayMillis > 0) {
      await sleep(faults.current.delayMillis);
    }
    if (faults.current.down) {
      request.socket.destroy();
    } else if (faults.current.status429) {
      const { code, status } = tooManyRequests(RETRY_AFTER_SECONDS);
      response.set('Retry-After', String(RETRY_AFTER_SECONDS));
      response.status(code).json(status);
    } else {
      next();
    }
  };
}

function answerErrors(
  onError: (error: unknown) => void = () => undefined,
): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const answer = toApiError(error);
    if (answer.code === 500) {
      onError(error);
    }
    response.status(answer.code).json(answer.status);
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const refusal = bodyRefusalSchema.safeParse(error);
  if (!refusal.success) {
    return internalError('the lab failed; its log says why');
  }
  return refusal.data.type === 'entity.too.large'
    ? requestTooLarge(MAX_BODY_BYTES)
    : badRequest(refusal.data.message);
}
