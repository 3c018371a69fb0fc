/**
 * A catalog module that adds links to a service's repository, overlays and
 * Argo CD applications.
 *
 * @packageDocumentation
 */
export { catalogModuleShopLinks as default } from './module';
