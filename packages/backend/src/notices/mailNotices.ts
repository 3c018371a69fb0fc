import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * Notices by mail, where a sender is configured: without its configuration the
 * module would keep the whole backend from starting.
 */
export default createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('notifications.processors.email.sender')) {
      yield import('@backstage/plugin-notifications-backend-module-email');
    }
  },
});
