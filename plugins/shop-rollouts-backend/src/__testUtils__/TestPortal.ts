import { once } from 'events';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  ActionResponse,
  Delivery,
  RolloutAction,
  RolloutTarget,
  RolloutView,
  SeenState,
} from '@shop-portal/plugin-shop-rollouts-common';
import { Knex } from 'knex';
import request, { Response } from 'supertest';
import shopRolloutsPlugin from '..';
import { component } from './component';
import { asUser, OLGA, permissionsOfThePeople } from './people';
import { createPortalConfig, PortalConfigOptions } from './portalConfig';
import { RecordingServices } from './RecordingServices';

export interface PortalOptions extends PortalConfigOptions {
  entities?: Entity[];
  /** Shared with another portal; without it the portal has its own. */
  database?: Knex;
  /** Whether the notifications refuse to be sent. */
  areNoticesDown?: () => boolean;
}

/** The plugin in a backend, with everything it says written down. */
export class TestPortal {
  static async start(options: PortalOptions): Promise<TestPortal> {
    const recorded = new RecordingServices(options.areNoticesDown);
    const { database, entities } = options;
    const backend = await startTestBackend({
      features: [
        shopRolloutsPlugin,
        permissionsOfThePeople,
        mockServices.rootConfig.factory({ data: createPortalConfig(options) }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.database.factory(database && { knex: database }),
        catalogServiceMock.factory({
          entities: entities ?? [
            component('storefront'),
            component('copycat', {
              'backstage.io/kubernetes-id': 'storefront',
            }),
            component('secret'),
          ],
        }),
        ...recorded.factories(),
      ],
    });
    return new TestPortal(backend, recorded);
  }

  private constructor(
    private readonly backend: TestBackend,
    private readonly recorded: RecordingServices,
  ) {}

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  get server() {
    return this.backend.server;
  }

  get signals() {
    return this.recorded.signals;
  }

  get audited() {
    return this.recorded.audited;
  }

  get notices() {
    return this.recorded.notices;
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
    view: { target: RolloutTarget; seen: SeenState },
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
      const signal = once(this.recorded, 'signal');
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
    name?: string,
  ): Promise<RolloutView> {
    const matches = (view: RolloutView | undefined): view is RolloutView =>
      view !== undefined && condition(view);
    const delivery = await this.untilDelivery(
      candidate => matches(findRollout(candidate, environment)),
      name,
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
      const next = once(this.recorded, 'notice');
      const notice = this.notices.find(sent => sent.payload.title === title);
      if (notice) {
        return notice;
      }
      await next;
    }
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
