import {
  ApiException,
  CustomObjectsApi,
  Observable,
  ObservableMiddleware,
  setHeaderOptions,
} from '@kubernetes/client-node';
import {
  JsonPatchOperation,
  RolloutTarget,
} from '@shop-portal/plugin-shop-rollouts-common';
import { ClusterDetails } from '../extensions';
import { wait } from '../streaming/wait';
import { createKubeConfig } from './createKubeConfig';
import { KubernetesApiError } from './KubernetesApiError';

const TIMEOUT_MILLIS = 10_000;
const MAX_ATTEMPTS = 4;
const MAX_RETRY_AFTER_SECONDS = 3;

/** Bounds each attempt; the library itself waits for ever. */
const timeoutMiddleware: ObservableMiddleware = {
  pre: context => {
    context.setSignal(AbortSignal.timeout(TIMEOUT_MILLIS));
    return new Observable(Promise.resolve(context));
  },
  post: context => new Observable(Promise.resolve(context)),
};

/** The only part that writes to a cluster. */
export interface RolloutWriter {
  /** Patches the `status` subresource. */
  patchStatus(
    target: RolloutTarget,
    patch: JsonPatchOperation[],
  ): Promise<void>;
}

/** Writes with the cluster's own writing token. */
export class KubernetesRolloutWriter implements RolloutWriter {
  static create(
    cluster: ClusterDetails,
    token: string,
  ): KubernetesRolloutWriter {
    const kubeConfig = createKubeConfig(cluster, token);
    return new KubernetesRolloutWriter(
      kubeConfig.makeApiClient(CustomObjectsApi),
    );
  }

  private constructor(private readonly api: CustomObjectsApi) {}

  async patchStatus(
    target: RolloutTarget,
    patch: JsonPatchOperation[],
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.send(target, patch);
        return;
      } catch (error) {
        // 429 was refused before anything was done, so asking again is safe.
        const busy = error instanceof KubernetesApiError && error.code === 429;
        if (!busy || attempt === MAX_ATTEMPTS) {
          throw error;
        }
        const seconds = Math.min(
          error.retryAfterSeconds ?? 1,
          MAX_RETRY_AFTER_SECONDS,
        );
        await wait(seconds * 1000, new AbortController().signal);
      }
    }
  }

  private async send(
    target: RolloutTarget,
    patch: JsonPatchOperation[],
  ): Promise<void> {
    try {
      await this.api.patchNamespacedCustomObjectStatus(
        {
          group: 'argoproj.io',
          version: 'v1alpha1',
          plural: 'rollouts',
          namespace: target.namespace,
          name: target.name,
          body: patch,
        },
        setHeaderOptions('Content-Type', 'application/json-patch+json', {
          middleware: [timeoutMiddleware],
        }),
      );
    } catch (error) {
      if (error instanceof ApiException) {
        throw KubernetesApiError.fromBody(
          error.code,
          error.body,
          Number(error.headers['retry-after']) || undefined,
        );
      }
      throw error;
    }
  }
}
