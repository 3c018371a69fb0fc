export { shopOwnGroupsField } from './field';
