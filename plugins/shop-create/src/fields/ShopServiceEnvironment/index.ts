export { shopServiceEnvironmentField } from './field';
