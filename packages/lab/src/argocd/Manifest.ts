import { z } from 'zod';

/** An object, as Git wants it or as a cluster has it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    annotations?: Record<string, string>;
    /** What a cluster adds. */
    uid?: string;
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
    }>;
  };
}

export const manifestSchema: z.ZodType<Manifest> = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({ name: z.string().min(1) }),
});

export interface ResourceIdentity {
  group: string;
  version: string;
  kind: string;
  /** Empty for kinds without a namespace. */
  namespace: string;
  name: string;
}

const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

export function groupOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export function identify(object: Manifest): ResourceIdentity {
  const { apiVersion, kind, metadata } = object;
  const version = apiVersion.split('/').at(-1) ?? '';
  const { name, namespace = '' } = metadata;
  return { group: groupOf(object), version, kind, namespace, name };
}

/** As Argo CD writes it: `argoproj.io/Rollout:ecommerce/storefront`. */
export function keyOf(id: Omit<ResourceIdentity, 'version'>): string {
  return `${id.group}/${id.kind}:${id.namespace}/${id.name}`;
}

/** Cluster-wide kinds are not deployed: the projects forbid them. */
export function inNamespace(object: Manifest, namespace: string): Manifest {
  return { ...object, metadata: { namespace, ...object.metadata } };
}

/** With the note that Argo CD leaves on everything that it manages. */
export function withTracking(application: string, object: Manifest): Manifest {
  const trackingId = `${application}:${keyOf(identify(object))}`;
  return withAnnotation(object, TRACKING_ANNOTATION, trackingId);
}

export function withAnnotation(
  object: Manifest,
  name: string,
  value: string,
): Manifest {
  const annotations = { ...object.metadata.annotations, [name]: value };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** The Application that manages an object. */
export function managingApplication(object: Manifest): string | undefined {
  const note = object.metadata.annotations?.[TRACKING_ANNOTATION] ?? '';
  const application = note.split(':', 1)[0];
  // A copied annotation names another object and means nothing.
  return note === `${application}:${keyOf(identify(object))}`
    ? application
    : undefined;
}
