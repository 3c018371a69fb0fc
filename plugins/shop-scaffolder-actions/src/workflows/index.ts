export { validateWorkflows } from './validateWorkflows';
