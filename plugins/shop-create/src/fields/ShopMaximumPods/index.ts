export { shopMaximumPodsField } from './field';
