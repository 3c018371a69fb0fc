import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  actionResponseSchema,
  ActionResponse,
  ApplicationActionRequest,
  ApplicationTarget,
  Delivery,
  deliverySchema,
  deliverySummariesSchema,
  DeliverySummaries,
  Operation,
  operationsSchema,
  RolloutActionRequest,
  RolloutTarget,
  stateChangedSchema,
} from '@shop-portal/plugin-shop-rollouts-common';
import { checkAnswer } from '@shop-portal/plugin-shop-react';
import { z } from 'zod';
import { AnswerLostError, StateChangedError } from './errors';
import { DeliverySummaryFilter, ShopRolloutsApi } from './ShopRolloutsApi';

const BASE = 'plugin://shop-rollouts/v1';

const GATEWAY_STATUS = [502, 503, 504];

/** From what stands between browser and backend: the backend answers JSON. */
function isFromGateway(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return (
    GATEWAY_STATUS.includes(response.status) &&
    !type.includes('application/json')
  );
}

function path(...parts: string[]): string {
  return [BASE, ...parts.map(encodeURIComponent)].join('/');
}

/**
 * Talks to the `shop-rollouts` backend and trusts none of its answers before
 * they match the schema.
 * @public
 */
export class ShopRolloutsClient implements ShopRolloutsApi {
  readonly #fetchApi: FetchApi;

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  static create(options: { fetchApi: FetchApi }): ShopRolloutsClient {
    return new ShopRolloutsClient(options.fetchApi);
  }

  async getDelivery(
    entityRef: string,
    signal?: AbortSignal,
  ): Promise<Delivery> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.#get(
      path('deliveries', 'by-entity', kind, namespace, name),
      deliverySchema,
      signal,
    );
  }

  async getSummaries(
    filter: DeliverySummaryFilter,
    signal?: AbortSignal,
  ): Promise<DeliverySummaries> {
    const url = `${path('deliveries', 'summaries')}?filter=${filter}`;
    return this.#get(url, deliverySummariesSchema, signal);
  }

  async getOperations(
    limit: number,
    signal?: AbortSignal,
  ): Promise<Operation[]> {
    const url = `${path('operations')}?limit=${limit}`;
    return (await this.#get(url, operationsSchema, signal)).items;
  }

  async actOnRollout(
    target: RolloutTarget,
    request: RolloutActionRequest,
  ): Promise<ActionResponse> {
    const { cluster, namespace, name } = target;
    return this.#act(
      path('rollouts', cluster, namespace, name, 'actions'),
      request,
    );
  }

  async actOnApplication(
    target: ApplicationTarget,
    request: ApplicationActionRequest,
  ): Promise<ActionResponse> {
    const { instance, namespace, name } = target;
    return this.#act(
      path('applications', instance, namespace, name, 'actions'),
      request,
    );
  }

  async #get<T>(
    url: string,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const response = await this.#fetchApi.fetch(url, { signal });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return checkAnswer(schema, await response.json());
  }

  async #act(
    url: string,
    request: RolloutActionRequest | ApplicationActionRequest,
  ): Promise<ActionResponse> {
    const response = await this.#post(url, request);
    if (response.status === 409) {
      throw await stateChanged(response);
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return checkAnswer(actionResponseSchema, await response.json());
  }

  async #post(url: string, body: unknown): Promise<Response> {
    let response: Response;
    try {
      response = await this.#fetchApi.fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    } catch (error) {
      throw new AnswerLostError('No answer came back', error);
    }
    if (isFromGateway(response)) {
      throw new AnswerLostError(`No answer came back (${response.status})`);
    }
    return response;
  }
}

async function stateChanged(response: Response): Promise<Error> {
  const conflict = response.clone();
  const change = stateChangedSchema.safeParse(
    await response.json().catch(() => undefined),
  );
  return change.success
    ? new StateChangedError(change.data)
    : ResponseError.fromResponse(conflict);
}
