/**
 * Watch, in the browser.
 *
 * @packageDocumentation
 */
export {
  shopMonitoringPlugin as default,
  shopMonitoringPlugin,
} from './plugin';
export * from './api';
export * from './components/home';
export { monitoringRouteRef } from './routes';
export { shopMonitoringTranslationRef } from './translation';
