export { HomeCardBlueprint } from './HomeCardBlueprint';
export type { HomeCardPlacement } from './HomeCardBlueprint';
export { HomeRoleContext, useHomeRole } from './HomeRole';
export type { HomeRole } from './HomeRole';
