/**
 * Deliver, on the server.
 *
 * @packageDocumentation
 */
export { shopRolloutsPlugin as default } from './plugin';
export * from './extensions';
