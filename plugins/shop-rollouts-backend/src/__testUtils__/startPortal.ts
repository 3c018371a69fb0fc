import { EventEmitter, once } from 'events';
import {
  AuditorService,
  AuditorServiceCreateEventOptions,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';
import {
  ActionResponse,
  Delivery,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';
import request, { Response } from 'supertest';
import shopRolloutsPlugin from '..';
import { LabCluster, TOKENS } from './LabCluster';
import { asUser, OLGA, permissionsOfThePeople } from './people';

export interface AuditedEvent {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
}

export interface PortalOptions {
  clusters: LabCluster[];
  entities?: Entity[];
  argocd?: Array<{ name: string; url: string; token: string }>;
  /** Clusters that the portal may only read. */
  readOnly?: string[];
  /** Token for writing, where it is not the one that may. */
  writingToken?: string;
  databaseFile?: string;
  /** Whether the notifications refuse to be sent. */
  areNoticesDown?: () => boolean;
  /** `integrations.github`. */
  github?: Array<{ host: string; apiBaseUrl: string; token: string }>;
}

export function component(name: string, changes: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'argocd/app-selector': `backstage.io/kubernetes-id=${name}`,
        ...changes,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

/** The plugin in a backend, with everything it says written down. */
export class TestPortal {
  readonly signals: string[][] = [];
  readonly audited: AuditedEvent[] = [];
  readonly notices: NotificationSendOptions[] = [];
  private readonly news = new EventEmitter();
  private backend: TestBackend | undefined;

  static async start(options: PortalOptions): Promise<TestPortal> {
    const portal = new TestPortal();
    portal.backend = await startTestBackend({
      features: [
        shopRolloutsPlugin,
        permissionsOfThePeople,
        mockServices.rootConfig.factory({ data: createConfig(options) }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        catalogServiceMock.factory({
          entities: options.entities ?? [
            component('storefront'),
            component('copycat', {
              'backstage.io/kubernetes-id': 'storefront',
            }),
            component('secret'),
          ],
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async signal => portal.receiveSignal(signal),
          }),
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            send: async notice => {
              if (options.areNoticesDown?.()) {
                throw new Error('Notifications are down');
              }
              portal.notices.push(notice);
              portal.news.emit('notice');
            },
          }),
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => portal.createAuditor(),
        }),
      ],
    });
    return portal;
  }

  async stop(): Promise<void> {
    await this.backend?.stop();
  }

  get server() {
    if (!this.backend) {
      throw new Error('The portal is not running');
    }
    return this.backend.server;
  }

  async get(path: string, user: string = OLGA): Promise<Response> {
    return await request(this.server)
      .get(`/api/shop-rollouts${path}`)
      .set(asUser(user));
  }

  async delivery(name = 'storefront', user?: string): Promise<Delivery> {
    const path = `/v1/deliveries/by-entity/component/default/${name}`;
    const response = await this.get(path, user);
    if (response.status !== 200) {
      throw new Error(`Delivery of ${name} answered ${response.status}`);
    }
    return response.body;
  }

  /** The only Rollout of the environment. */
  async rollout(environment = 'prod', name?: string): Promise<RolloutView> {
    const view = findRollout(await this.delivery(name), environment);
    if (!view) {
      throw new Error(`No Rollout is in ${environment}`);
    }
    return view;
  }

  async act(
    action: RolloutAction,
    view: RolloutView,
    options: { user?: string; entityRef?: string; reason?: string } = {},
  ): Promise<Response> {
    const { cluster, namespace, name } = view.target;
    return await request(this.server)
      .post(
        `/api/shop-rollouts/v1/rollouts/${cluster}/${namespace}/${name}/actions`,
      )
      .set(asUser(options.user ?? OLGA))
      .send({
        entityRef: options.entityRef ?? 'component:default/storefront',
        action,
        seen: view.seen,
        reason: options.reason,
      });
  }

  /** Reads again at each signal until the condition holds. */
  async untilDelivery(
    condition: (delivery: Delivery) => boolean,
    name?: string,
  ): Promise<Delivery> {
    for (;;) {
      const signal = once(this.news, 'signal');
      const delivery = await this.delivery(name);
      if (condition(delivery)) {
        return delivery;
      }
      await signal;
    }
  }

  /** The Rollout of an environment, as soon as the condition holds. */
  async untilRollout(
    condition: (view: RolloutView) => boolean,
    environment = 'prod',
  ): Promise<RolloutView> {
    const matches = (view: RolloutView | undefined): view is RolloutView =>
      view !== undefined && condition(view);
    const delivery = await this.untilDelivery(candidate =>
      matches(findRollout(candidate, environment)),
    );
    const view = findRollout(delivery, environment);
    if (!matches(view)) {
      throw new Error('It changed again');
    }
    return view;
  }

  /** The notice with this title, as soon as it was sent. */
  async untilNotice(title: string): Promise<NotificationSendOptions> {
    for (;;) {
      const next = once(this.news, 'notice');
      const notice = this.notices.find(sent => sent.payload.title === title);
      if (notice) {
        return notice;
      }
      await next;
    }
  }

  private receiveSignal(signal: SignalPayload): void {
    const { entityRefs } = signal.message;
    if (Array.isArray(entityRefs)) {
      this.signals.push(entityRefs.map(String));
    }
    this.news.emit('signal');
  }

  private createAuditor(): AuditorService {
    return {
      createEvent: async (options: AuditorServiceCreateEventOptions) => {
        const end = (outcome: AuditedEvent['outcome'], meta?: JsonObject) =>
          this.audited.push({
            eventId: options.eventId,
            severityLevel: options.severityLevel,
            outcome,
            meta: { ...options.meta, ...meta },
          });
        return {
          success: async result => {
            end('succeeded', result?.meta);
          },
          fail: async result => {
            end('failed', { ...result.meta, error: result.error.message });
          },
        };
      },
    };
  }
}

export function operationOf(response: Response): ActionResponse['operation'] {
  const { operation }: ActionResponse = response.body;
  return operation;
}

function findRollout(
  delivery: Delivery,
  environment: string,
): RolloutView | undefined {
  return delivery.lanes.find(lane => lane.environment.name === environment)
    ?.rollouts[0];
}

function createConfig(options: PortalOptions): JsonObject {
  return {
    backend: {
      database: options.databaseFile
        ? {
            client: 'better-sqlite3',
            connection: { directory: options.databaseFile },
          }
        : { client: 'better-sqlite3', connection: ':memory:' },
    },
    integrations: { github: options.github ?? [] },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: options.clusters.map(cluster => ({
            name: cluster.name,
            url: cluster.url,
            caData: cluster.caData,
            serviceAccountToken: TOKENS.reader,
          })),
        },
      ],
    },
    shopRollouts: {
      operatorsHint: '#shop-ops',
      operatorsGroups: ['group:default/shop-operators'],
      environments: options.clusters.map((cluster, index) => ({
        name: cluster.name.replace('shop-', ''),
        title: cluster.name,
        order: index,
        production: cluster.name !== 'shop-dev',
        targets: [{ cluster: cluster.name, namespaces: ['ecommerce'] }],
      })),
      clusters: Object.fromEntries(
        options.clusters
          .filter(({ name }) => !options.readOnly?.includes(name))
          .map(({ name }) => [
            name,
            { serviceAccountToken: options.writingToken ?? TOKENS.changer },
          ]),
      ),
      argocd: { instances: options.argocd ?? [] },
    },
  };
}
