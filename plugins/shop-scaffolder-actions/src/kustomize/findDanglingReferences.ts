import { z } from 'zod';
import type { FieldPath, KubernetesObject, ObjectProblem } from './types';
import { findWorkloads, Labels, selects, Workload } from './workloads';

const serviceSchema = z.object({
  kind: z.literal('Service'),
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z
      .array(
        z.object({ targetPort: z.union([z.string(), z.number()]).optional() }),
      )
      .default([]),
  }),
});

const podSelectorSchema = z.object({
  matchLabels: z.record(z.string(), z.string()).default({}),
});

const disruptionBudgetSchema = z.object({
  kind: z.literal('PodDisruptionBudget'),
  spec: z.object({ selector: podSelectorSchema }),
});

const networkPolicySchema = z.object({
  kind: z.literal('NetworkPolicy'),
  spec: z.object({ podSelector: podSelectorSchema }),
});

const autoscalerSchema = z.object({
  kind: z.literal('HorizontalPodAutoscaler'),
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
  }),
});

const rolloutSchema = z.object({
  kind: z.literal('Rollout'),
  spec: z.object({
    strategy: z.object({
      blueGreen: z.record(z.string(), z.unknown()).optional(),
      canary: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
});

const ROLLOUT_SERVICES: FieldPath[] = [
  ['blueGreen', 'activeService'],
  ['blueGreen', 'previewService'],
  ['canary', 'stableService'],
  ['canary', 'canaryService'],
];

/** Finds selectors and names that lead to nothing in the same build. */
export function findDanglingReferences(
  objects: KubernetesObject[],
): ObjectProblem[] {
  const workloads = findWorkloads(objects);
  return [
    ...workloads.flatMap(workload => checkWorkload(workload, objects)),
    ...objects.flatMap(object => [
      ...checkService(object, workloads),
      ...checkPodSelectors(object, workloads),
      ...checkAutoscaler(object, objects),
      ...checkRollout(object, objects),
    ]),
  ];
}

function checkWorkload(
  { object, selector, labels, serviceAccountName }: Workload,
  objects: KubernetesObject[],
): ObjectProblem[] {
  const problems = new Array<ObjectProblem>();
  if (!selects(selector, labels)) {
    problems.push({
      object,
      path: ['spec', 'selector', 'matchLabels'],
      reason: `the selector ${show(selector)} does not choose its own pods`,
    });
  }
  if (
    serviceAccountName &&
    serviceAccountName !== 'default' &&
    !has(objects, 'ServiceAccount', serviceAccountName)
  ) {
    problems.push({
      object,
      path: ['spec', 'template', 'spec', 'serviceAccountName'],
      reason: `there is no ServiceAccount ${serviceAccountName}`,
    });
  }
  return problems;
}

function checkService(
  object: KubernetesObject,
  workloads: Workload[],
): ObjectProblem[] {
  const { data: service } = serviceSchema.safeParse(object);
  if (!service) {
    return [];
  }
  const { selector, ports } = service.spec;
  const chosen = workloads.filter(({ labels }) => selects(selector, labels));
  if (chosen.length === 0) {
    return [noPods(object, ['spec', 'selector'], selector)];
  }
  const problems = new Array<ObjectProblem>();
  for (const [index, { targetPort }] of ports.entries()) {
    const open = chosen.flatMap(workload => workload.ports);
    if (targetPort !== undefined && !open.includes(targetPort)) {
      problems.push({
        object,
        path: ['spec', 'ports', index, 'targetPort'],
        reason: `no container listens on the port ${targetPort}`,
      });
    }
  }
  return problems;
}

function checkPodSelectors(
  object: KubernetesObject,
  workloads: Workload[],
): ObjectProblem[] {
  const budget = disruptionBudgetSchema.safeParse(object).data;
  const policy = networkPolicySchema.safeParse(object).data;
  const field = budget ? 'selector' : 'podSelector';
  const selector = budget?.spec.selector ?? policy?.spec.podSelector;
  if (
    !selector ||
    workloads.some(({ labels }) => selects(selector.matchLabels, labels))
  ) {
    return [];
  }
  return [noPods(object, ['spec', field, 'matchLabels'], selector.matchLabels)];
}

function checkAutoscaler(
  object: KubernetesObject,
  objects: KubernetesObject[],
): ObjectProblem[] {
  const target = autoscalerSchema.safeParse(object).data?.spec.scaleTargetRef;
  if (!target || has(objects, target.kind, target.name)) {
    return [];
  }
  return [
    {
      object,
      path: ['spec', 'scaleTargetRef', 'name'],
      reason: `there is no ${target.kind} ${target.name}`,
    },
  ];
}

function checkRollout(
  object: KubernetesObject,
  objects: KubernetesObject[],
): ObjectProblem[] {
  const rollout = rolloutSchema.safeParse(object).data;
  const problems = new Array<ObjectProblem>();
  for (const [strategy, field] of ROLLOUT_SERVICES) {
    const name =
      strategy === 'blueGreen'
        ? rollout?.spec.strategy.blueGreen?.[field]
        : rollout?.spec.strategy.canary?.[field];
    if (typeof name === 'string' && !has(objects, 'Service', name)) {
      problems.push({
        object,
        path: ['spec', 'strategy', strategy, field],
        reason: `there is no Service ${name}`,
      });
    }
  }
  return problems;
}

function noPods(
  object: KubernetesObject,
  path: FieldPath,
  selector: Labels,
): ObjectProblem {
  return { object, path, reason: `no pod carries ${show(selector)}` };
}

function has(objects: KubernetesObject[], kind: string, name: string): boolean {
  return objects.some(
    object => object.kind === kind && object.metadata.name === name,
  );
}

function show(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
