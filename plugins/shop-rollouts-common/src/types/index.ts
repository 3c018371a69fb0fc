/**
 * The shapes of the HTTP API of `shop-rollouts`: what the backend answers and
 * the browser draws. All times are ISO 8601 strings in UTC, all entity
 * references are full (`component:default/storefront`).
 */
export * from './action';
export * from './applicationView';
export * from './delivery';
export * from './deploymentView';
export * from './operation';
export * from './releaseHistory';
export * from './requests';
export * from './rolloutView';
export * from './target';
