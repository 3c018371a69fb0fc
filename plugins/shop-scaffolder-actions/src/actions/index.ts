export { createCatalogRegisterAction } from './catalogRegister';
export { createDeploymentProposeAction } from './deploymentPropose';
export { createKustomizeValidateAction } from './kustomizeValidate';
export { createRepositoryPublishAction } from './repositoryPublish';
export { createServiceCheckAction } from './serviceCheck';
