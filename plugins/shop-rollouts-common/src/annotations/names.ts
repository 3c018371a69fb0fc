/** @public */
export const KUBERNETES_ID_ANNOTATION = 'backstage.io/kubernetes-id';
/** Wins over {@link KUBERNETES_ID_ANNOTATION}. @public */
export const KUBERNETES_LABEL_SELECTOR_ANNOTATION =
  'backstage.io/kubernetes-label-selector';
/** @public */
export const KUBERNETES_NAMESPACE_ANNOTATION =
  'backstage.io/kubernetes-namespace';
/** @public */
export const KUBERNETES_CLUSTER_ANNOTATION = 'backstage.io/kubernetes-cluster';
/** @public */
export const ARGOCD_APP_NAME_ANNOTATION = 'argocd/app-name';
/** Wins over {@link ARGOCD_APP_NAME_ANNOTATION}. @public */
export const ARGOCD_APP_SELECTOR_ANNOTATION = 'argocd/app-selector';
/** @public */
export const ARGOCD_APP_NAMESPACE_ANNOTATION = 'argocd/app-namespace';
/** @public */
export const ARGOCD_PROJECT_NAME_ANNOTATION = 'argocd/project-name';
/** One instance name, or several separated by commas. @public */
export const ARGOCD_INSTANCE_NAME_ANNOTATION = 'argocd/instance-name';
/**
 * Default of `shopRollouts.claimAnnotation`: the annotation by which a Rollout
 * or Application names the one entity that may drive it.
 * @public
 */
export const DEFAULT_CLAIM_ANNOTATION = 'backstage.io/entity-ref';
