import { isCustom, RESOURCE_DEFINITIONS } from '@shop-portal/lab';

/** Their own manifests define them. */
const OWN_GROUP = 'argoproj.io';

const ANYTHING = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

/**
 * What an operator would say in the status of an object as soon as it has done
 * its work. No operator runs, and Argo CD would wait for it.
 */
const STATUS_AT_ONCE: Record<string, object> = {
  ExternalSecret: { conditions: [{ type: 'Ready', status: 'True' }] },
};

/**
 * The kinds of operators that are not part of the control plane, such as
 * PrometheusRule, so that Argo CD can deploy objects of them.
 */
export function foreignKinds(): object {
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: RESOURCE_DEFINITIONS.filter(
      type => isCustom(type) && type.group !== OWN_GROUP,
    ).map(({ group, version, kind, plural, shortNames }) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind, plural, singular: kind.toLowerCase(), shortNames },
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            schema: { openAPIV3Schema: schemaOf(kind) },
          },
        ],
      },
    })),
  };
}

function schemaOf(kind: string): object {
  const status = STATUS_AT_ONCE[kind];
  return status
    ? {
        ...ANYTHING,
        properties: { status: { ...ANYTHING, default: status } },
      }
    : ANYTHING;
}
