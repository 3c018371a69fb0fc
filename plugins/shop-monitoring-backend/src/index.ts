/**
 * Watch, on the server.
 *
 * @packageDocumentation
 */
export { shopMonitoringPlugin as default } from './plugin';
