/**
 * Parts of the lab for the tests of other packages.
 *
 * @packageDocumentation
 */
export { RemotePrometheus } from './monitoring/__testUtils__/RemotePrometheus';
export { startTestGrafana } from './monitoring/__testUtils__/startTestGrafana';
export {
  DASHBOARDS,
  startTestMonitoring,
  TOKEN,
} from './monitoring/__testUtils__/startTestMonitoring';
export { TestShop } from './monitoring/__testUtils__/TestShop';
