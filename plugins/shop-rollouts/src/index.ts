/**
 * Deliver, in the browser.
 *
 * @packageDocumentation
 */
export { shopRolloutsPlugin as default, shopRolloutsPlugin } from './plugin';
export * from './api';
export { useWaitingCount } from './hooks/useWaitingCount';
export { DeliveryQueryProvider } from './queries/DeliveryQueryProvider';
export { deliveryRouteRef } from './routes';
export { shopRolloutsTranslationRef } from './translation';
