/**
 * Parts of the lab for the tests of other packages.
 *
 * @packageDocumentation
 */
export { RemotePrometheus } from './monitoring/testing/RemotePrometheus';
export { startTestGrafana } from './monitoring/testing/startTestGrafana';
export {
  DASHBOARDS,
  startTestMonitoring,
  TOKEN,
} from './monitoring/testing/startTestMonitoring';
export { TestShop } from './monitoring/testing/TestShop';
