import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const VERSION_LABELS = [
  'app.kubernetes.io/version',
  'tags.datadoghq.com/version',
];

const nameSchema = z.string().regex(NAME);
const labelsSchema = z.record(z.string(), z.string()).default({});

const containerSchema = z.looseObject({
  name: nameSchema,
  envFrom: z
    .array(
      z.looseObject({
        secretRef: z.looseObject({ name: z.string() }).optional(),
      }),
    )
    .optional(),
});

const workloadSchema = z.looseObject({
  apiVersion: z.enum(['argoproj.io/v1alpha1', 'apps/v1']),
  kind: z.enum(['Rollout', 'Deployment']),
  metadata: z.looseObject({ name: nameSchema, labels: labelsSchema }),
  spec: z.looseObject({
    replicas: z.number().optional(),
    strategy: z
      .looseObject({
        blueGreen: z.looseObject({ activeService: nameSchema }).optional(),
      })
      .optional(),
    template: z.looseObject({
      metadata: z.looseObject({ labels: labelsSchema }),
      spec: z.looseObject({ containers: z.array(containerSchema).min(1) }),
    }),
  }),
});

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

const networkPolicySchema = z.looseObject({
  spec: z.looseObject({ ingress: z.array(z.unknown()) }),
});

/** What a base makes pods of, as far as an overlay has to know. */
export interface Workload {
  apiVersion: 'argoproj.io/v1alpha1' | 'apps/v1';
  kind: 'Rollout' | 'Deployment';
  /** Its releases wait in a preview until they are promoted. */
  blueGreen: boolean;
  /** The Service that users reach; empty where there is none. */
  service: string;
  /** Which of its containers is the application. */
  container: number;
  /** The application takes environment variables from somewhere already. */
  hasEnvFrom: boolean;
  /** The application reads the Secret with the name of the service. */
  readsDatabase: boolean;
  /** The base says how many pods there are. */
  hasReplicas: boolean;
  /** Label fields that carry the image's tag. */
  versionFields: string[];
  /** A NetworkPolicy of the service's name lists who may reach it. */
  hasNetworkPolicy: boolean;
}

/** Finds the Rollout or Deployment of a service in the texts of its base. */
export function readWorkload(
  service: string,
  texts: string[],
): Workload | undefined {
  const objects = texts
    .flatMap(text => parseAllDocuments(text))
    .map(document => document.toJS());
  const found = objects
    .map(object => workloadSchema.safeParse(object).data)
    .find(workload => workload?.metadata.name === service);
  if (!found) {
    return undefined;
  }
  const named = objects.flatMap(
    object => objectSchema.safeParse(object).data ?? [],
  );
  const has = (kind: string, name: string) =>
    named.some(each => each.kind === kind && each.metadata.name === name);
  const { blueGreen } = found.spec.strategy ?? {};
  const { containers } = found.spec.template.spec;
  const container = Math.max(
    0,
    containers.findIndex(({ name }) => name === 'app'),
  );
  const { envFrom } = containers[container];
  const plainService = has('Service', service) ? service : '';
  return {
    apiVersion: found.apiVersion,
    kind: found.kind,
    blueGreen: blueGreen !== undefined,
    service: blueGreen?.activeService ?? plainService,
    container,
    hasEnvFrom: envFrom !== undefined,
    readsDatabase:
      envFrom?.some(
        ({ secretRef }) => secretRef?.name === `${service}-database`,
      ) ?? false,
    hasReplicas: found.spec.replicas !== undefined,
    versionFields: [
      ...VERSION_LABELS.filter(
        label => label in found.spec.template.metadata.labels,
      ).map(label => `spec.template.metadata.labels.[${label}]`),
      ...VERSION_LABELS.filter(label => label in found.metadata.labels).map(
        label => `metadata.labels.[${label}]`,
      ),
    ],
    hasNetworkPolicy: objects.some(
      object =>
        objectSchema.safeParse(object).data?.kind === 'NetworkPolicy' &&
        objectSchema.safeParse(object).data?.metadata.name === service &&
        networkPolicySchema.safeParse(object).success,
    ),
  };
}
