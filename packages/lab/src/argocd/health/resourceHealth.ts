import { z } from 'zod';
import { KubernetesObject } from '../../kubernetes/ResourceStore';
import { groupOf } from '../cluster/ApiDiscovery';
import { podHealth } from './podHealth';
import { rolloutHealth } from './rolloutHealth';
import { deploymentHealth, replicaSetHealth } from './workloadHealth';

/** From best to worst. */
const SEVERITY = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
] as const;

export type HealthStatusCode = (typeof SEVERITY)[number];

export interface ResourceHealth {
  status: HealthStatusCode;
  message?: string;
}

type HealthCheck = (object: KubernetesObject) => ResourceHealth;

const healthy: HealthCheck = () => ({ status: 'Healthy' });

/** Kinds that are not here have no health, as in Argo CD. */
const CHECKS: Record<string, HealthCheck> = {
  '/Pod': podHealth,
  '/Service': serviceHealth,
  'apps/Deployment': deploymentHealth,
  'apps/ReplicaSet': replicaSetHealth,
  'argoproj.io/Rollout': rolloutHealth,
  'autoscaling/HorizontalPodAutoscaler': healthy,
  'policy/PodDisruptionBudget': healthy,
};

export function resourceHealth(
  object: KubernetesObject,
): ResourceHealth | undefined {
  if (object.metadata.deletionTimestamp) {
    return { status: 'Progressing', message: 'Pending deletion' };
  }
  const check = CHECKS[`${groupOf(object.apiVersion)}/${object.kind}`];
  try {
    return check?.(object);
  } catch (error) {
    if (error instanceof z.ZodError) {
      return { status: 'Unknown', message: 'The status is not readable' };
    }
    throw error;
  }
}

export function worstHealth(
  statuses: Iterable<HealthStatusCode>,
): HealthStatusCode {
  let worst: HealthStatusCode = 'Healthy';
  for (const status of statuses) {
    if (SEVERITY.indexOf(status) > SEVERITY.indexOf(worst)) {
      worst = status;
    }
  }
  return worst;
}

const service = z.object({
  spec: z.object({ type: z.string().optional() }).optional(),
  status: z
    .object({
      loadBalancer: z
        .object({ ingress: z.array(z.unknown()).optional() })
        .optional(),
    })
    .optional(),
});

function serviceHealth(object: KubernetesObject): ResourceHealth {
  const { spec, status } = service.parse(object);
  const waits =
    spec?.type === 'LoadBalancer' &&
    (status?.loadBalancer?.ingress ?? []).length === 0;
  return { status: waits ? 'Progressing' : 'Healthy' };
}
