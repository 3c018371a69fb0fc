import { z } from 'zod';
import type { KubernetesObject } from './types';

const labelsSchema = z.record(z.string(), z.string());

const podTemplateSchema = z.object({
  metadata: z.object({ labels: labelsSchema.optional() }).optional(),
  spec: z.object({
    serviceAccountName: z.string().optional(),
    containers: z.array(
      z.object({
        ports: z
          .array(
            z.object({
              name: z.string().optional(),
              containerPort: z.number(),
            }),
          )
          .optional(),
      }),
    ),
  }),
});

const workloadSchema = z.object({
  spec: z.object({
    selector: z.object({ matchLabels: labelsSchema.optional() }).optional(),
    template: podTemplateSchema,
  }),
});

/** Labels by name. */
export type Labels = z.infer<typeof labelsSchema>;

/** An object that makes pods. */
export interface Workload {
  object: KubernetesObject;
  selector: Labels;
  labels: Labels;
  serviceAccountName?: string;
  /** Names and numbers of the ports that its containers listen on. */
  ports: Array<string | number>;
}

/** Finds what makes pods: Rollouts, Deployments, Jobs and the like. */
export function findWorkloads(objects: KubernetesObject[]): Workload[] {
  const workloads = new Array<Workload>();
  for (const object of objects) {
    const { data } = workloadSchema.safeParse(object);
    if (data) {
      const { selector, template } = data.spec;
      workloads.push({
        object,
        selector: selector?.matchLabels ?? {},
        labels: template.metadata?.labels ?? {},
        serviceAccountName: template.spec.serviceAccountName,
        ports: template.spec.containers
          .flatMap(container => container.ports ?? [])
          .flatMap(({ name, containerPort }) =>
            name ? [name, containerPort] : [containerPort],
          ),
      });
    }
  }
  return workloads;
}

/** Whether a label selector chooses what carries the labels. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}
