/**
 * What the form and the actions of Create share.
 *
 * @packageDocumentation
 */
export * from './serviceName';
export * from './serviceNameLookup';
