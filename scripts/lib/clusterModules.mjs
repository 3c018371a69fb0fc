/**
 * What the real control plane is built from. Each entry is one folder of
 * `cluster/modules/`, whose go.mod and go.sum pin every source.
 *
 * `programs`: names of the built programs, and their main packages.
 * `files`: what else is taken out of a module, such as its manifests.
 * `seconds`: how long a first build takes on two idle cores.
 */
export const CLUSTER_MODULES = [
  {
    folder: 'etcd',
    title: 'etcd 3.7.3',
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
    seconds: 30,
  },
  {
    folder: 'kubernetes',
    title: 'Kubernetes 1.36.3',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager':
        'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    },
    seconds: 360,
  },
  {
    folder: 'kwok',
    title: 'kwok 0.8.0',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    files: { module: 'sigs.k8s.io/kwok', paths: ['kustomize/stage'] },
    seconds: 90,
  },
  {
    folder: 'rollouts',
    title: 'Argo Rollouts 1.10.0',
    programs: {
      'rollouts-controller':
        'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
    },
    files: {
      module: 'github.com/argoproj/argo-rollouts',
      paths: ['manifests'],
    },
    seconds: 200,
  },
  {
    folder: 'rollouts-1.9',
    title: 'Argo Rollouts 1.9.2',
    programs: {
      'rollouts-controller':
        'github.com/argoproj/argo-rollouts/cmd/rollouts-controller',
    },
    files: {
      module: 'github.com/argoproj/argo-rollouts',
      paths: ['manifests'],
    },
    seconds: 200,
  },
  {
    folder: 'argocd',
    title: 'Argo CD 3.5.7',
    programs: { argocd: 'github.com/argoproj/argo-cd/v3/cmd' },
    files: {
      module: 'github.com/argoproj/argo-cd/v3',
      paths: ['manifests', 'hack/git-verify-wrapper.sh', 'hack/gpg-wrapper.sh'],
    },
    seconds: 340,
  },
];
