/**
 * Watch for portals on the old frontend system.
 *
 * @packageDocumentation
 */
export {
  EntityMonitoringCard,
  EntityMonitoringContent,
  shopMonitoringPlugin,
} from './legacy/plugin';
