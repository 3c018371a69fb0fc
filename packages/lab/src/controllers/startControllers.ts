import type { ResourceStore } from '../kubernetes/ResourceStore';
import { DeploymentController } from './deployment/DeploymentController';
import { SystemClock } from './framework/Clock';
import type { Clock } from './framework/Clock';
import { runController } from './framework/runController';
import { PodController } from './pods/PodController';
import { RolloutController } from './rollout/RolloutController';
import { HorizontalPodAutoscalerController } from './workloads/HorizontalPodAutoscalerController';
import { ReplicaSetController } from './workloads/ReplicaSetController';

export interface StartControllersOptions {
  store: ResourceStore;
  /** Whether the registry has this image, with its tag. */
  imageExists: (image: string) => boolean;
  timings: {
    /** From a pod's creation until it is ready. */
    podReadyMillis: number;
  };
  clock?: Clock;
  /** Told of each failed attempt; it is repeated in any case. */
  onError?: (error: unknown, controller: string, key: string) => void;
}

/** Starts everything in a cluster that acts by itself. */
export function startControllers(options: StartControllersOptions): {
  stop(): void;
} {
  const { store, imageExists, clock = SystemClock.create() } = options;
  const { podReadyMillis } = options.timings;
  const onError = options.onError ?? logError;
  const stops = [
    DeploymentController.create({ store, clock }),
    RolloutController.create({ store, clock }),
    ReplicaSetController.create({ store, clock }),
    PodController.create({ store, clock, imageExists, podReadyMillis }),
    HorizontalPodAutoscalerController.create({ store }),
  ].map(controller => runController(controller, { store, clock, onError }));
  return {
    stop() {
      for (const stop of stops) {
        stop();
      }
    },
  };
}

function logError(error: unknown, controller: string, key: string): void {
  process.stderr.write(`${controller} ${key}: ${error}\n`);
}
