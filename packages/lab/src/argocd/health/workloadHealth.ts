import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import type { ResourceHealth } from './resourceHealth';

const workload = z.object({
  metadata: z.object({ generation: z.number().default(0) }),
  spec: z
    .object({ paused: z.boolean().optional(), replicas: z.number().default(1) })
    .default({ replicas: 1 }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

export function deploymentHealth(object: KubernetesObject): ResourceHealth {
  const { metadata, spec, status } = workload.parse(object);
  if (spec.paused) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  if (status.observedGeneration < metadata.generation) {
    return waiting(
      'observed deployment generation less than desired generation',
    );
  }
  const progress = status.conditions.find(({ type }) => type === 'Progressing');
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    return {
      status: 'Degraded',
      message: `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    };
  }
  if (status.updatedReplicas < spec.replicas) {
    return waiting(
      `${status.updatedReplicas} out of ${spec.replicas} new replicas have been updated...`,
    );
  }
  if (status.replicas > status.updatedReplicas) {
    return waiting(
      `${
        status.replicas - status.updatedReplicas
      } old replicas are pending termination...`,
    );
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return waiting(
      `${status.availableReplicas} of ${status.updatedReplicas} updated replicas are available...`,
    );
  }
  return { status: 'Healthy' };
}

export function replicaSetHealth(object: KubernetesObject): ResourceHealth {
  const { metadata, spec, status } = workload.parse(object);
  if (status.observedGeneration < metadata.generation) {
    return waiting(
      'Waiting for rollout to finish: observed replica set generation less than desired generation',
    );
  }
  const failure = status.conditions.find(
    condition =>
      condition.type === 'ReplicaFailure' && condition.status === 'True',
  );
  if (failure) {
    return { status: 'Degraded', message: failure.message };
  }
  if (status.availableReplicas < spec.replicas) {
    return waiting(
      `${status.availableReplicas} out of ${spec.replicas} new replicas are available...`,
    );
  }
  return { status: 'Healthy' };
}

function waiting(message: string): ResourceHealth {
  return { status: 'Progressing', message };
}
