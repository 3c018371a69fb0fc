/**
 * What the form and the actions of Create share.
 *
 * @packageDocumentation
 */
export * from './lookups';
export * from './network';
export * from './scaling';
export * from './serviceName';
export * from './serviceNameLookup';
export * from './willWrite';
