export { buildDeploymentView } from './buildDeploymentView';
