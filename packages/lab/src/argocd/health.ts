import { z } from 'zod';
import { groupOf, Manifest } from './Manifest';

/** From best to worst. */
const SEVERITY = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
] as const;

export type HealthStatus = (typeof SEVERITY)[number];

const count = z.number().default(0);

/** What the checks read of a workload. */
const observedSchema = z.object({
  metadata: z.object({ generation: count }),
  spec: z.object({ replicas: z.number().default(1) }).prefault({}),
  status: z
    .object({
      // Rollouts have it as text.
      observedGeneration: z.coerce.number().default(0),
      phase: z.string().optional(),
      replicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      conditions: z
        .array(z.object({ reason: z.string().optional() }))
        .default([]),
    })
    .prefault({}),
});

type Observed = z.infer<typeof observedSchema>;

/** As Argo CD judges it; undefined for kinds that have no health here. */
export function healthOf(object: Manifest): HealthStatus | undefined {
  const observed = observedSchema.safeParse(object);
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Service':
      return 'Healthy';
    case 'apps/Deployment':
      return observed.success ? deploymentHealth(observed.data) : 'Unknown';
    case 'argoproj.io/Rollout':
      return observed.success ? rolloutHealth(observed.data) : 'Unknown';
    default:
      return undefined;
  }
}

/** What has no health does not count. */
export function worstHealth(
  statuses: ReadonlyArray<HealthStatus | undefined>,
): HealthStatus {
  return SEVERITY.findLast(status => statuses.includes(status)) ?? 'Healthy';
}

/** What Argo CD's script for Rollouts says. */
function rolloutHealth({ metadata, status }: Observed): HealthStatus {
  if (status.observedGeneration < metadata.generation) {
    return 'Progressing';
  }
  switch (status.phase) {
    case 'Paused':
      return 'Suspended';
    case 'Healthy':
    case 'Degraded':
      return status.phase;
    default:
      return 'Progressing';
  }
}

function deploymentHealth({ metadata, spec, status }: Observed): HealthStatus {
  const { conditions, replicas, updatedReplicas, availableReplicas } = status;
  if (conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded')) {
    return 'Degraded';
  }
  const isDone =
    status.observedGeneration >= metadata.generation &&
    updatedReplicas >= spec.replicas &&
    replicas <= updatedReplicas &&
    availableReplicas >= updatedReplicas;
  return isDone ? 'Healthy' : 'Progressing';
}
