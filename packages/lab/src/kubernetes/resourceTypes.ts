import { noSuchResource } from './ApiError';
import { ResourceType } from './ResourceStore';

/** What the server knows about one kind. */
export interface ResourceDefinition extends ResourceType {
  version: string;
  kind: string;
  namespaced: boolean;
  shortNames: string[];
  /** `all` for what `kubectl get all` shows. */
  categories: string[];
  subresources: string[];
  /** Fields beside name and namespace that a fieldSelector may name. */
  selectable?: RegExp;
  /** What a real server fills in, as far as somebody here reads it. */
  defaultSpec?: object;
  defaultStatus?: object;
}

type Row = Partial<ResourceDefinition> & { kind: string };

const STATUS = { subresources: ['status'] };
const WORKLOAD = { ...STATUS, categories: ['all'] };
const SCALABLE = { ...WORKLOAD, subresources: ['status', 'scale'] };
const ONE_REPLICA = { ...SCALABLE, defaultSpec: { replicas: 1 } };

/** Every kind that the clusters know. */
export const RESOURCE_DEFINITIONS: readonly ResourceDefinition[] = [
  ...define('', 'v1', [
    {
      kind: 'Pod',
      shortNames: ['po'],
      categories: ['all'],
      subresources: ['status', 'log'],
      selectable: /^(spec\.nodeName|status\.phase)$/,
      defaultSpec: { restartPolicy: 'Always' },
      defaultStatus: { phase: 'Pending', qosClass: 'BestEffort' },
    },
    {
      kind: 'Service',
      shortNames: ['svc'],
      ...WORKLOAD,
      defaultSpec: { type: 'ClusterIP', sessionAffinity: 'None' },
    },
    {
      kind: 'Namespace',
      shortNames: ['ns'],
      namespaced: false,
      defaultStatus: { phase: 'Active' },
      ...STATUS,
    },
    {
      kind: 'Event',
      shortNames: ['ev'],
      selectable: /^(involvedObject\.\w+|reason|type)$/,
    },
    { kind: 'ConfigMap', shortNames: ['cm'] },
    { kind: 'Secret', selectable: /^type$/ },
    { kind: 'ServiceAccount', shortNames: ['sa'] },
    { kind: 'LimitRange', shortNames: ['limits'] },
    { kind: 'ResourceQuota', shortNames: ['quota'], ...STATUS },
  ]),
  ...define('apps', 'v1', [
    { kind: 'Deployment', shortNames: ['deploy'], ...ONE_REPLICA },
    { kind: 'ReplicaSet', shortNames: ['rs'], ...ONE_REPLICA },
    { kind: 'StatefulSet', shortNames: ['sts'], ...ONE_REPLICA },
    { kind: 'DaemonSet', shortNames: ['ds'], ...WORKLOAD },
  ]),
  ...define('autoscaling', 'v2', [
    { kind: 'HorizontalPodAutoscaler', shortNames: ['hpa'], ...WORKLOAD },
  ]),
  ...define('batch', 'v1', [
    { kind: 'Job', ...WORKLOAD },
    { kind: 'CronJob', shortNames: ['cj'], ...WORKLOAD },
  ]),
  ...define('networking.k8s.io', 'v1', [
    { kind: 'Ingress', plural: 'ingresses', shortNames: ['ing'], ...STATUS },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      shortNames: ['netpol'],
    },
  ]),
  ...define('policy', 'v1', [
    { kind: 'PodDisruptionBudget', shortNames: ['pdb'], ...STATUS },
  ]),
  ...define('argoproj.io', 'v1alpha1', [
    { kind: 'Rollout', shortNames: ['ro'], ...SCALABLE },
    { kind: 'AnalysisRun', shortNames: ['ar'], ...STATUS },
    { kind: 'AnalysisTemplate', shortNames: ['at'] },
  ]),
  ...define('monitoring.coreos.com', 'v1', [
    { kind: 'PrometheusRule', shortNames: ['promrule'] },
    { kind: 'Probe', shortNames: ['prb'] },
    { kind: 'ServiceMonitor', shortNames: ['smon'] },
  ]),
  ...define('datadoghq.com', 'v1alpha1', [
    { kind: 'DatadogGenericResource', shortNames: ['ddgr'], ...STATUS },
  ]),
  ...define('external-secrets.io', 'v1', [
    { kind: 'ExternalSecret', shortNames: ['es'], ...STATUS },
  ]),
  ...define('traefik.io', 'v1alpha1', [
    { kind: 'IngressRoute' },
    { kind: 'Middleware' },
  ]),
];

function define(
  group: string,
  version: string,
  rows: Row[],
): ResourceDefinition[] {
  return rows.map(row => ({
    group,
    version,
    plural: `${row.kind.toLowerCase()}s`,
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: [],
    ...row,
  }));
}

export function isType(left: ResourceType, right: ResourceType): boolean {
  return left.group === right.group && left.plural === right.plural;
}

/** @throws ApiError 404 */
export function requireDefinition(type: ResourceType): ResourceDefinition {
  const definition = RESOURCE_DEFINITIONS.find(known => isType(known, type));
  if (!definition) {
    throw noSuchResource();
  }
  return definition;
}

/** As a CustomResourceDefinition defines it, and not the server itself. */
export function isCustom({ group }: ResourceType): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

export function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}
