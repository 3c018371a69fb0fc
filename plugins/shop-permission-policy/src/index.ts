/**
 * Who may do what in the shop portal.
 *
 * @packageDocumentation
 */
export { permissionModuleShopPolicy as default } from './module';
export { namedPermissions, policyTable } from './policyTable';
export type { Audience, PolicyRow } from './policyTable';
export { ShopPermissionPolicy } from './ShopPermissionPolicy';
