import type { ResourceStore } from '../kubernetes';
import { runController } from './framework/Controller';
import { rolloutController } from './rollout/rolloutController';
import { createPodController } from './workloads/createPodController';
import { deploymentController } from './workloads/deploymentController';
import { replicaSetController } from './workloads/replicaSetController';

export interface StartControllersOptions {
  store: ResourceStore;
  /** Whether the registry has this image, with its tag. */
  imageExists: (image: string) => boolean;
  timings: {
    /** From a pod's creation until it is ready. */
    podReadyMillis: number;
  };
  /** Told of each failed attempt; it is repeated in any case. */
  onError?: (error: unknown, controller: string, key: string) => void;
}

/** Starts everything in a cluster that acts by itself. */
export function startControllers(options: StartControllersOptions): {
  stop(): void;
} {
  const { store, imageExists, timings, onError = logError } = options;
  const { podReadyMillis } = timings;
  const stops = [
    deploymentController,
    rolloutController,
    replicaSetController,
    createPodController({ imageExists, podReadyMillis }),
  ].map(controller => runController(controller, { store, onError }));
  return { stop: () => stops.forEach(stop => stop()) };
}

function logError(error: unknown, controller: string, key: string): void {
  process.stderr.write(`${controller} ${key}: ${error}\n`);
}
