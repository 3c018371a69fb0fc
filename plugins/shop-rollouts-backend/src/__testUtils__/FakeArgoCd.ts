import { EventEmitter, once } from 'events';
import express, { Request, Response } from 'express';
import { createServer, Server } from 'http';

export const ARGOCD_TOKEN = 'argocd-token-of-the-tests';

interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, unknown>;
  body?: unknown;
}

/** An Application as Argo CD has it. */
export function createApplication(changes: {
  name?: string;
  claim?: string;
  status?: object;
  destination?: object;
}) {
  const name = changes.name ?? 'storefront-prod';
  return {
    metadata: {
      name,
      namespace: 'argocd',
      uid: `uid-of-${name}`,
      labels: { 'backstage.io/kubernetes-id': 'storefront' },
      annotations: changes.claim
        ? { 'backstage.io/entity-ref': changes.claim }
        : {},
      managedFields: [{ manager: 'argocd' }],
    },
    spec: {
      project: 'ecommerce',
      destination: changes.destination ?? {
        name: 'shop-prod',
        namespace: 'ecommerce',
      },
      source: {
        repoURL: 'https://git.example.com/shop/deploy.git',
        path: `apps/storefront/overlays/prod`,
        targetRevision: 'main',
      },
      syncPolicy: { automated: { selfHeal: false } },
    },
    status: {
      sync: {
        status: 'OutOfSync',
        revision: '4d2e1f0aa11bb22cc33dd44ee55ff66aa77bb88c',
      },
      health: { status: 'Healthy' },
      history: [
        { id: 1, revision: '4d2e1f0aa11bb22cc33dd44ee55ff66aa77bb88c' },
      ],
      resources: [{ kind: 'Rollout', name: 'storefront', status: 'OutOfSync' }],
      ...changes.status,
    },
  };
}

type FakeApplication = ReturnType<typeof createApplication>;

/** Argo CD's transport, with Applications that the test moves by hand. */
export class FakeArgoCd {
  readonly requests: RecordedRequest[] = [];
  readonly applications = new Map<string, FakeApplication>();
  /** Answers everything with this status instead. */
  failWith: { status: number; body: object } | undefined;
  private readonly streams = new EventEmitter();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeArgoCd> {
    const app = express();
    const server = createServer(app);
    const argocd = new FakeArgoCd(server);
    app.use(express.text({ type: () => true }));
    app.use('/api/v1', (request, response) => {
      argocd.record(request);
      if (!argocd.refuse(request, response)) {
        argocd.answer(request.path, response);
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return argocd;
  }

  get url(): string {
    const address = this.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://localhost:${port}`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  reset(): void {
    this.endStreams();
    this.requests.length = 0;
    this.applications.clear();
    this.failWith = undefined;
  }

  put(application: FakeApplication): void {
    const { name } = application.metadata;
    const type = this.applications.has(name) ? 'MODIFIED' : 'ADDED';
    this.applications.set(name, application);
    this.streams.emit('event', type, application);
  }

  /** Ends all streams, as a restart of Argo CD does. */
  endStreams(): void {
    this.streams.emit('end');
  }

  private record(request: Request): void {
    this.requests.push({
      method: request.method,
      path: request.path,
      query: { ...request.query },
      body:
        typeof request.body === 'string' ? JSON.parse(request.body) : undefined,
    });
  }

  private refuse(request: Request, response: Response): boolean {
    if (this.failWith) {
      response.status(this.failWith.status).json(this.failWith.body);
      return true;
    }
    if (request.headers.authorization !== `Bearer ${ARGOCD_TOKEN}`) {
      const message = 'no session information';
      response.status(401).json({ error: message, code: 16, message });
      return true;
    }
    const isExact = request.headers['content-type'] === 'application/json';
    if (request.method !== 'GET' && !isExact) {
      response.status(415).type('text').send('Invalid content type\n');
      return true;
    }
    return false;
  }

  private answer(path: string, response: Response): void {
    if (path === '/stream/applications') {
      this.stream(response);
    } else if (path === '/applications') {
      const items = [...this.applications.values()];
      response.json({ items: items.length > 0 ? items : null });
    } else if (/\/revisions\/[^/]+\/metadata$/.test(path)) {
      response.json({
        author: 'Dana Kim <dana.kim@shop.example>',
        date: '2026-11-22T13:50:00Z',
        message: 'Fix checkout rounding',
      });
    } else {
      const application = this.applications.get(path.split('/')[2]);
      const message = 'not found';
      response
        .status(application ? 200 : 404)
        .json(application ?? { error: message, code: 5, message });
    }
  }

  private stream(response: Response): void {
    const send = (type: string, application: FakeApplication) =>
      response.write(
        `data: ${JSON.stringify({ result: { type, application } })}\n\n`,
      );
    response.type('text/event-stream');
    for (const application of this.applications.values()) {
      send('ADDED', application);
    }
    const end = () => response.end();
    this.streams.on('event', send);
    this.streams.once('end', end);
    const forget = () => {
      this.streams.off('event', send);
      this.streams.off('end', end);
    };
    response.once('close', forget);
    this.streams.once('end', forget);
  }
}
