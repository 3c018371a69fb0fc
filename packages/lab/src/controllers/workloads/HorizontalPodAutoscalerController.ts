import { z } from 'zod';
import type {
  ResourceStore,
  ResourceType,
  StoreEvent,
} from '../../kubernetes/ResourceStore';
import type { Controller, ReconcileResult } from '../framework/Controller';
import {
  asRecord,
  DEPLOYMENTS,
  HORIZONTAL_POD_AUTOSCALERS,
  isType,
  keyOf,
  ROLLOUTS,
  splitKey,
} from '../framework/resources';

const TARGETS: Record<string, ResourceType> = {
  Deployment: DEPLOYMENTS,
  Rollout: ROLLOUTS,
};

const specSchema = z.looseObject({
  scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
});

/** Shows the size of its target. It never scales: nothing here has load. */
export class HorizontalPodAutoscalerController implements Controller {
  readonly name = 'horizontalpodautoscalers';
  readonly watches = [HORIZONTAL_POD_AUTOSCALERS];

  private constructor(private readonly store: ResourceStore) {}

  static create(options: {
    store: ResourceStore;
  }): HorizontalPodAutoscalerController {
    return new HorizontalPodAutoscalerController(options.store);
  }

  keysFor({ resource, object }: StoreEvent): string[] {
    if (isType(resource, HORIZONTAL_POD_AUTOSCALERS)) {
      return [keyOf(object)];
    }
    if (!Object.values(TARGETS).some(target => isType(resource, target))) {
      return [];
    }
    const { namespace, name } = object.metadata;
    return this.store
      .list(HORIZONTAL_POD_AUTOSCALERS, { namespace })
      .filter(({ spec }) => {
        const { data } = specSchema.safeParse(spec);
        return (
          data?.scaleTargetRef.kind === object.kind &&
          data.scaleTargetRef.name === name
        );
      })
      .map(keyOf);
  }

  reconcile(key: string): ReconcileResult {
    const { namespace, name } = splitKey(key);
    const objectKey = { ...HORIZONTAL_POD_AUTOSCALERS, namespace, name };
    const autoscaler = this.store.get(objectKey);
    if (!autoscaler) {
      return {};
    }
    const { kind, name: targetName } = specSchema.parse(
      autoscaler.spec,
    ).scaleTargetRef;
    const type = TARGETS[kind];
    const target =
      type && this.store.get({ ...type, namespace, name: targetName });
    if (!target) {
      return {};
    }
    const status = asRecord(target.status);
    const replicas = Number(status.HPAReplicas ?? status.replicas ?? 0);
    this.store.modify(
      objectKey,
      current => ({
        ...current,
        status: {
          ...asRecord(current.status),
          currentReplicas: replicas,
          desiredReplicas: Number(asRecord(target.spec).replicas ?? replicas),
        },
      }),
      { subresource: 'status' },
    );
    return {};
  }
}
