export { createLookupHandler } from './createLookupHandler';
export { lookUpEnvironments } from './lookUpEnvironments';
export { lookUpNetworks } from './lookUpNetworks';
export { lookUpRepositories } from './lookUpRepositories';
export { lookUpServiceName } from './lookUpServiceName';
