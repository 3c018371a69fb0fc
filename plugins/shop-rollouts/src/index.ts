/**
 * Deliver, in the browser.
 *
 * @packageDocumentation
 */
export { shopRolloutsPlugin as default, shopRolloutsPlugin } from './plugin';
export * from './api';
export * from './components/home';
export { deliveryRouteRef } from './routes';
export { shopRolloutsTranslationRef } from './translation';
