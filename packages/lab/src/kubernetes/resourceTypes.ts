import { noSuchResource } from './apiErrors';
import { ResourceType } from './ResourceStore';

/** What discovery tells about one kind, and what the store has to know. */
export interface ResourceDefinition extends ResourceType {
  version: string;
  kind: string;
  singular: string;
  namespaced: boolean;
  shortNames: string[];
  categories: string[];
  /** Has the status subresource. */
  status: boolean;
  /** Counts changes of its spec in `metadata.generation`. */
  generation: boolean;
  /** Defined by a CustomResourceDefinition: no strategic merge patch. */
  custom: boolean;
  /** Fields beside name and namespace that a fieldSelector may name. */
  selectableFields: string[];
  /** Objects vanish after this time. */
  lifetimeMillis?: number;
}

type Row = { kind: string } & Partial<ResourceDefinition>;

const HOUR_MILLIS = 60 * 60 * 1000;

const ALL = { categories: ['all'] };
const WORKLOAD = { ...ALL, status: true, generation: true };

const DEFINITIONS: ResourceDefinition[] = [
  ...define('', 'v1', {}, [
    {
      kind: 'Pod',
      shortNames: ['po'],
      selectableFields: ['spec.nodeName', 'status.phase'],
      ...WORKLOAD,
    },
    { kind: 'Service', shortNames: ['svc'], status: true, ...ALL },
    { kind: 'ConfigMap', shortNames: ['cm'] },
    { kind: 'Secret', selectableFields: ['type'] },
    { kind: 'ServiceAccount', shortNames: ['sa'] },
    {
      kind: 'Namespace',
      shortNames: ['ns'],
      namespaced: false,
      status: true,
      selectableFields: ['status.phase'],
    },
    {
      kind: 'Event',
      shortNames: ['ev'],
      lifetimeMillis: HOUR_MILLIS,
      selectableFields: [
        'involvedObject.kind',
        'involvedObject.namespace',
        'involvedObject.name',
        'involvedObject.uid',
        'involvedObject.apiVersion',
        'reason',
        'type',
        'reportingComponent',
      ],
    },
    { kind: 'Node', shortNames: ['no'], namespaced: false, status: true },
    { kind: 'LimitRange', shortNames: ['limits'] },
    { kind: 'ResourceQuota', shortNames: ['quota'], status: true },
    { kind: 'ReplicationController', shortNames: ['rc'], ...WORKLOAD },
    { kind: 'PersistentVolumeClaim', shortNames: ['pvc'], status: true },
  ]),
  ...define('apps', 'v1', WORKLOAD, [
    { kind: 'Deployment', shortNames: ['deploy'] },
    { kind: 'ReplicaSet', shortNames: ['rs'] },
    { kind: 'StatefulSet', shortNames: ['sts'] },
    { kind: 'DaemonSet', shortNames: ['ds'] },
  ]),
  ...define('autoscaling', 'v2', ALL, [
    { kind: 'HorizontalPodAutoscaler', shortNames: ['hpa'], status: true },
  ]),
  ...define('batch', 'v1', WORKLOAD, [
    { kind: 'Job' },
    { kind: 'CronJob', shortNames: ['cj'] },
  ]),
  ...define('networking.k8s.io', 'v1', { generation: true }, [
    {
      kind: 'Ingress',
      plural: 'ingresses',
      shortNames: ['ing'],
      status: true,
    },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      shortNames: ['netpol'],
    },
  ]),
  ...define('policy', 'v1', { status: true, generation: true }, [
    { kind: 'PodDisruptionBudget', shortNames: ['pdb'] },
  ]),
  ...define('rbac.authorization.k8s.io', 'v1', {}, [
    { kind: 'Role' },
    { kind: 'RoleBinding' },
    { kind: 'ClusterRole', namespaced: false },
    { kind: 'ClusterRoleBinding', namespaced: false },
  ]),
  // Read by the Kubernetes plugin; empty, as nothing here measures pods.
  ...define('metrics.k8s.io', 'v1beta1', {}, [
    { kind: 'PodMetrics', plural: 'pods', singular: 'pod' },
  ]),
  ...define('argoproj.io', 'v1alpha1', { custom: true, generation: true }, [
    { kind: 'Rollout', shortNames: ['ro'], status: true, ...ALL },
    { kind: 'AnalysisRun', shortNames: ['ar'], status: true },
    { kind: 'AnalysisTemplate', shortNames: ['at'] },
    {
      kind: 'ClusterAnalysisTemplate',
      shortNames: ['cat'],
      namespaced: false,
    },
    { kind: 'Experiment', shortNames: ['exp'], status: true },
    { kind: 'Application', shortNames: ['app', 'apps'] },
    { kind: 'AppProject', shortNames: ['appproj', 'appprojs'] },
    {
      kind: 'ApplicationSet',
      shortNames: ['appset', 'appsets'],
      status: true,
    },
  ]),
  ...define('monitoring.coreos.com', 'v1', { custom: true, generation: true }, [
    { kind: 'ServiceMonitor', shortNames: ['smon'] },
    { kind: 'PodMonitor', shortNames: ['pmon'] },
    { kind: 'PrometheusRule', shortNames: ['promrule'] },
    { kind: 'Probe', shortNames: ['prb'] },
  ]),
  ...define('datadoghq.com', 'v1alpha1', { custom: true, generation: true }, [
    { kind: 'DatadogGenericResource', shortNames: ['ddgr'], status: true },
  ]),
  ...define('external-secrets.io', 'v1', { custom: true, generation: true }, [
    { kind: 'ExternalSecret', shortNames: ['es'], status: true },
  ]),
  ...define('traefik.io', 'v1alpha1', { custom: true, generation: true }, [
    { kind: 'IngressRoute' },
    { kind: 'Middleware' },
  ]),
];

function define(
  group: string,
  version: string,
  defaults: Partial<ResourceDefinition>,
  rows: Row[],
): ResourceDefinition[] {
  return rows.map(row => ({
    group,
    version,
    plural: `${row.kind.toLowerCase()}s`,
    singular: row.kind.toLowerCase(),
    namespaced: true,
    shortNames: [],
    categories: [],
    status: false,
    generation: false,
    custom: false,
    selectableFields: [],
    ...defaults,
    ...row,
  }));
}

const BY_TYPE = new Map(
  DEFINITIONS.map(definition => [typeKey(definition), definition]),
);

/** One string for a type, to be used as a key. */
export function typeKey(type: ResourceType): string {
  return `${type.group}/${type.plural}`;
}

/** Every kind that the clusters know. */
export function resourceDefinitions(): readonly ResourceDefinition[] {
  return DEFINITIONS;
}

export function findDefinition(
  type: ResourceType,
): ResourceDefinition | undefined {
  return BY_TYPE.get(typeKey(type));
}

/** @throws ApiError 404 */
export function requireDefinition(type: ResourceType): ResourceDefinition {
  const definition = findDefinition(type);
  if (!definition) {
    throw noSuchResource();
  }
  return definition;
}

/** The type of an object, from what it says about itself. */
export function findDefinitionOfObject(object: {
  apiVersion: string;
  kind: string;
}): ResourceDefinition | undefined {
  return DEFINITIONS.find(
    definition =>
      definition.kind === object.kind &&
      apiVersionOf(definition) === object.apiVersion,
  );
}

export function apiVersionOf(definition: {
  group: string;
  version: string;
}): string {
  return definition.group
    ? `${definition.group}/${definition.version}`
    : definition.version;
}
