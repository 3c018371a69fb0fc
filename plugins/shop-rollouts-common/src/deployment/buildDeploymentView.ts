import { DeploymentObject } from '../kubernetes';
import { containerImages } from '../rollout/containerImages';
import { DeploymentView, StaleSource } from '../types';

/**
 * A Deployment as people see it.
 * @public
 */
export function buildDeploymentView(input: {
  deployment: DeploymentObject;
  cluster: string;
  stale?: StaleSource;
}): DeploymentView {
  const { deployment, cluster, stale } = input;
  const { metadata, spec, status } = deployment;
  const images = containerImages(spec.template);
  return {
    cluster,
    namespace: metadata.namespace,
    name: metadata.name,
    tag: images[0]?.tag ?? '',
    images,
    replicas: {
      desired: spec.replicas ?? 1,
      ready: status?.readyReplicas ?? 0,
      total: status?.replicas ?? 0,
    },
    ...(stale && { stale }),
  };
}
