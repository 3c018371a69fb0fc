import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { mockCredentials, TestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { BackendFeature } from '@backstage/backend-plugin-api';
import request, { Response } from 'supertest';
import shopMonitoringPlugin from '..';
import { FakeDeliver } from './FakeDeliver';
import { asUser, DANA, permissionsOfThePeople } from './people';

export const GRAFANA = 'http://grafana.test';
export const PROMETHEUS = 'http://prometheus.test';
export const ALERTMANAGER = 'http://alertmanager.test';
export const DATADOG = 'http://datadog.test';

export const SECRETS = ['grafana-secret', 'prom-secret', 'dd-api', 'dd-app'];

export const CONFIG: JsonObject = {
  shopRollouts: {
    environments: [
      {
        name: 'dev',
        title: 'Development',
        order: 1,
        production: false,
        targets: [{ cluster: 'shop-dev', namespaces: ['ecommerce'] }],
      },
      {
        name: 'prod',
        title: 'Production',
        order: 2,
        production: true,
        targets: [{ cluster: 'shop-prod', namespaces: ['ecommerce'] }],
      },
    ],
  },
  shopMonitoring: {
    environments: [{ name: 'prod', datadogEnv: 'production' }],
    grafana: {
      instances: [{ name: 'main', url: GRAFANA, token: 'grafana-secret' }],
    },
    prometheus: {
      instances: [
        {
          name: 'main',
          url: PROMETHEUS,
          alertmanagerUrl: ALERTMANAGER,
          clusterLabel: 'cluster',
          headers: { Authorization: 'Bearer prom-secret' },
        },
      ],
    },
    datadog: {
      apiUrl: DATADOG,
      appUrl: 'https://app.datadog.test',
      apiKey: 'dd-api',
      applicationKey: 'dd-app',
    },
    notifications: { intervalSeconds: 0 },
  },
};

export function component(
  name: string,
  annotations: Record<string, string> = { 'backstage.io/kubernetes-id': name },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

export interface PortalOptions {
  config?: JsonObject;
  entities?: Entity[];
  features?: BackendFeature[];
}

/** The plugin in a backend, beside a stand-in for Deliver. */
export class TestPortal {
  static async start(options: PortalOptions = {}): Promise<TestPortal> {
    const deliver = new FakeDeliver();
    const backend = await startTestBackend({
      features: [
        shopMonitoringPlugin,
        deliver.plugin,
        permissionsOfThePeople,
        mockServices.rootConfig.factory({ data: options.config ?? CONFIG }),
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        catalogServiceMock.factory({
          entities: options.entities ?? [
            component('storefront', {
              'backstage.io/kubernetes-id': 'storefront',
              'grafana/dashboard-selector': 'shop',
            }),
            component('discounts'),
            component('secret'),
            component('bare', {}),
          ],
        }),
        ...(options.features ?? []),
      ],
    });
    return new TestPortal(backend, deliver);
  }

  private constructor(
    private readonly backend: TestBackend,
    readonly deliver: FakeDeliver,
  ) {}

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** A path under an entity, or one that begins with `/v1`. */
  async get(path: string, user: string | undefined = DANA): Promise<Response> {
    return await request(this.backend.server)
      .get(fullPath(path))
      .set(user ? asUser(user) : {});
  }

  async post(path: string, body: object, user = DANA): Promise<Response> {
    return await request(this.backend.server)
      .post(fullPath(path))
      .set(asUser(user))
      .send(body);
  }
}

function fullPath(path: string): string {
  return path.startsWith('/')
    ? `/api/shop-monitoring${path}`
    : `/api/shop-monitoring/v1/entities/component/default/${path}`;
}
