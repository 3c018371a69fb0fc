import { ARGOCD_NAMESPACE } from '../controlPlane/argoCdObjects';

/**
 * The one Application that a team makes by hand: it keeps Argo CD's projects
 * and ApplicationSets as the deployment repository has them.
 */
export function rootApplication(options: {
  /** Of the deployment repository. */
  repoUrl: string;
  /** In which Argo CD keeps its objects. */
  cluster: string;
}): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'deployments', namespace: ARGOCD_NAMESPACE },
    spec: {
      project: 'default',
      source: {
        repoURL: options.repoUrl,
        targetRevision: 'main',
        path: '.',
        directory: {
          recurse: true,
          include: '{projects/*.yaml,clusters/*/applicationset.yaml}',
        },
      },
      destination: { name: options.cluster, namespace: ARGOCD_NAMESPACE },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true'],
      },
    },
  };
}
