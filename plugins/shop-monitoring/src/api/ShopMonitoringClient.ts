import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  alertsAnswerSchema,
  dashboardAnswerSchema,
  dashboardsAnswerSchema,
  healthAnswerSchema,
  healthListSchema,
  marksAnswerSchema,
  monitorsAnswerSchema,
  PanelDataRequest,
  panelDataSchema,
  probesAnswerSchema,
  VariableValues,
} from '@shop-portal/plugin-shop-monitoring-common';
import { checkAnswer } from '@shop-portal/plugin-shop-react';
import { z } from 'zod';
import { ShopMonitoringApi, WatchedEntity } from './ShopMonitoringApi';

const BASE = 'plugin://shop-monitoring/v1';

/** The address of something of an entity; every part stays a part. */
function address(
  { entityRef, environment }: WatchedEntity,
  parts: string[],
  query: URLSearchParams = new URLSearchParams(),
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = ['entities', kind, namespace, name, ...parts]
    .map(encodeURIComponent)
    .join('/');
  if (environment) {
    query.set('env', environment);
  }
  const search = query.toString();
  return `${BASE}/${path}${search ? `?${search}` : ''}`;
}

/**
 * Talks to the `shop-monitoring` backend and trusts none of its answers
 * before they match the schema.
 * @public
 */
export class ShopMonitoringClient implements ShopMonitoringApi {
  readonly #fetchApi: FetchApi;

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  static create(options: { fetchApi: FetchApi }): ShopMonitoringClient {
    return new ShopMonitoringClient(options.fetchApi);
  }

  getHealth(entity: WatchedEntity, signal?: AbortSignal) {
    return this.#read(address(entity, ['health']), healthAnswerSchema, {
      signal,
    });
  }

  getHealthList(entityRefs: string[], signal?: AbortSignal) {
    const query = new URLSearchParams(
      entityRefs.map(entityRef => ['entityRef', entityRef]),
    );
    return this.#read(`${BASE}/health?${query}`, healthListSchema, { signal });
  }

  getMonitors(entity: WatchedEntity, signal?: AbortSignal) {
    return this.#read(address(entity, ['monitors']), monitorsAnswerSchema, {
      signal,
    });
  }

  getAlerts(entity: WatchedEntity, signal?: AbortSignal) {
    return this.#read(address(entity, ['alerts']), alertsAnswerSchema, {
      signal,
    });
  }

  getProbes(entity: WatchedEntity, signal?: AbortSignal) {
    return this.#read(address(entity, ['probes']), probesAnswerSchema, {
      signal,
    });
  }

  getMarks(
    entity: WatchedEntity,
    interval: { from: number; to: number },
    signal?: AbortSignal,
  ) {
    const query = new URLSearchParams({
      from: String(interval.from),
      to: String(interval.to),
    });
    return this.#read(address(entity, ['marks'], query), marksAnswerSchema, {
      signal,
    });
  }

  getDashboards(entity: WatchedEntity, signal?: AbortSignal) {
    return this.#read(address(entity, ['dashboards']), dashboardsAnswerSchema, {
      signal,
    });
  }

  getDashboard(
    entity: WatchedEntity,
    uid: string,
    variables: VariableValues,
    signal?: AbortSignal,
  ) {
    const query = new URLSearchParams(
      Object.entries(variables).flatMap(([name, values]) =>
        values.map(value => [`var-${name}`, value]),
      ),
    );
    return this.#read(
      address(entity, ['dashboards', uid], query),
      dashboardAnswerSchema,
      { signal },
    );
  }

  getPanelData(
    entity: WatchedEntity,
    uid: string,
    panelId: number,
    request: Omit<PanelDataRequest, 'env'>,
    signal?: AbortSignal,
  ) {
    return this.#read(
      address({ entityRef: entity.entityRef }, [
        'dashboards',
        uid,
        'panels',
        String(panelId),
        'data',
      ]),
      panelDataSchema,
      {
        signal,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...request, env: entity.environment }),
      },
    );
  }

  async #read<T>(
    url: string,
    schema: z.ZodType<T>,
    init: RequestInit,
  ): Promise<T> {
    const response = await this.#fetchApi.fetch(url, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return checkAnswer(schema, await response.json());
  }
}
