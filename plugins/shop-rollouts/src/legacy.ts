/**
 * Deliver for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export {
  EntityDeliveryCard,
  EntityDeliveryContent,
  shopRolloutsPlugin,
} from './legacy/plugin';
