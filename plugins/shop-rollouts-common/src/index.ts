/**
 * Types, permissions, annotations and pure rollout logic that the browser and
 * the backend of `shop-rollouts` share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './argocd';
export * from './deployment';
export * from './kubernetes';
export * from './permissions';
export * from './rollout';
export * from './schemas';
export * from './text';
export * from './types';
