export { shopServiceNameField } from './field';
