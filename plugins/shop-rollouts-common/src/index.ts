/**
 * Types, permissions, annotations and pure rollout logic that the browser and
 * the backend of `shop-rollouts` share.
 *
 * @packageDocumentation
 */
export * from './types';
