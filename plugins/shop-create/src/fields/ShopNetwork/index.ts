export { shopNetworkField } from './field';
