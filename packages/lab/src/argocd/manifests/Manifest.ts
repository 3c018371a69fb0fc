import { z } from 'zod';

/** An object as Git wants it, before a cluster has seen it. */
export const manifestSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

export type Manifest = z.infer<typeof manifestSchema>;

export interface ResourceIdentity {
  group: string;
  version: string;
  kind: string;
  /** Empty for kinds without a namespace. */
  namespace: string;
  name: string;
}

export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

export function identify(object: {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}): ResourceIdentity {
  const [version, group = ''] = object.apiVersion.split('/').reverse();
  return {
    group,
    version,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

export function keyOf(id: Omit<ResourceIdentity, 'version'>): string {
  return [id.group, id.kind, id.namespace, id.name].join('/');
}

/** The name that Argo CD leaves on everything that an Application manages. */
export function trackingId(application: string, id: ResourceIdentity): string {
  return `${application}:${id.group}/${id.kind}:${id.namespace}/${id.name}`;
}

/** The Application that manages an object, judged by its tracking id. */
export function managingApplication(object: {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    annotations?: Record<string, string>;
  };
}): string | undefined {
  const tracking = object.metadata.annotations?.[TRACKING_ANNOTATION];
  const application = tracking?.split(':', 1)[0];
  // A copied annotation names another object and means nothing.
  return application && tracking === trackingId(application, identify(object))
    ? application
    : undefined;
}

const podSpec = z.object({
  containers: z.array(z.object({ image: z.string().optional() })).optional(),
  initContainers: z
    .array(z.object({ image: z.string().optional() }))
    .optional(),
});

const podSpecHolder = z.union([
  z.object({ spec: z.object({ template: z.object({ spec: podSpec }) }) }),
  z.object({ spec: podSpec }),
]);

/** The images of a pod, or of the pods that a workload makes. */
export function imagesOf(object: unknown): string[] {
  const parsed = podSpecHolder.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const { spec } = parsed.data;
  const pod = 'template' in spec ? spec.template.spec : spec;
  const containers = [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
  const images = containers.flatMap(({ image }) => image ?? []);
  return [...new Set(images)].sort();
}
