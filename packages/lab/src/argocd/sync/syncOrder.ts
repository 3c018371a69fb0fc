import { Manifest } from '../manifests/Manifest';

/** Kinds in the order in which Argo CD applies them; all others come last. */
const KIND_ORDER = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
];

const WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** By wave, then by kind, then by name. */
export function inSyncOrder(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort(
    (a, b) =>
      waveOf(a) - waveOf(b) ||
      rankOf(a) - rankOf(b) ||
      a.metadata.name.localeCompare(b.metadata.name),
  );
}

function rankOf({ kind }: Manifest): number {
  const rank = KIND_ORDER.indexOf(kind);
  return rank === -1 ? KIND_ORDER.length : rank;
}

function waveOf({ metadata }: Manifest): number {
  return Number(metadata.annotations?.[WAVE_ANNOTATION] ?? 0) || 0;
}
