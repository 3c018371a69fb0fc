export { shopWillWriteField } from './field';
