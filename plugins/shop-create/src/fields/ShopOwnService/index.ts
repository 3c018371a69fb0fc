export { shopOwnServiceField } from './field';
