import { EventEmitter } from 'events';
import { http, HttpResponse, JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';

export const ARGOCD_URL = 'https://argocd.example.com';
export const ARGOCD_TOKEN = 'argocd-token-of-the-tests';

interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
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
  failWith: { status: number; body: JsonBodyType } | undefined;
  private readonly streams = new EventEmitter();
  private readonly server = setupServer(
    http.all(`${ARGOCD_URL}/api/v1/*`, async ({ request }) => {
      const url = new URL(request.url);
      const path = url.pathname.replace('/api/v1', '');
      const text = await request.text();
      this.requests.push({
        method: request.method,
        path,
        query: Object.fromEntries(url.searchParams),
        body: text ? JSON.parse(text) : undefined,
      });
      return this.refuse(request) ?? this.answer(request.method, path);
    }),
  );

  start(): void {
    // The portal and the lab's clusters answer for themselves.
    this.server.listen({ onUnhandledRequest: 'bypass' });
  }

  stop(): void {
    this.streams.emit('end');
    this.server.close();
  }

  reset(): void {
    this.streams.emit('end');
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

  private refuse(request: Request): Response | undefined {
    if (this.failWith) {
      return HttpResponse.json(this.failWith.body, {
        status: this.failWith.status,
      });
    }
    if (request.headers.get('authorization') !== `Bearer ${ARGOCD_TOKEN}`) {
      const message = 'no session information';
      return HttpResponse.json(
        { error: message, code: 16, message },
        { status: 401 },
      );
    }
    const isExact = request.headers.get('content-type') === 'application/json';
    return request.method === 'GET' || isExact
      ? undefined
      : new HttpResponse('Invalid content type\n', { status: 415 });
  }

  private answer(method: string, path: string): Response {
    if (path === '/stream/applications') {
      return this.stream();
    }
    if (path === '/applications') {
      const items = [...this.applications.values()];
      return HttpResponse.json({ items: items.length > 0 ? items : null });
    }
    if (/\/revisions\/[^/]+\/metadata$/.test(path)) {
      return HttpResponse.json({
        author: 'Dana Kim <dana.kim@shop.example>',
        date: '2026-11-22T13:50:00Z',
        message: 'Fix checkout rounding',
      });
    }
    const application = this.applications.get(path.split('/')[2]);
    return application
      ? HttpResponse.json(application)
      : HttpResponse.json(
          { error: 'not found', code: 5, message: 'not found' },
          { status: 404 },
        );
  }

  private stream(): Response {
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        const send = (type: string, application: FakeApplication) =>
          controller.enqueue(
            encoder.encode(
              `data: ${JSON.stringify({ result: { type, application } })}\n\n`,
            ),
          );
        controller.enqueue(encoder.encode(':\n'));
        for (const application of this.applications.values()) {
          send('ADDED', application);
        }
        this.streams.on('event', send);
        this.streams.once('end', () => {
          this.streams.off('event', send);
          controller.close();
        });
      },
    });
    return new HttpResponse(body, {
      headers: { 'Content-Type': 'text/event-stream' },
    });
  }
}
