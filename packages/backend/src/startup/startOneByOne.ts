import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { readSharedConnection, StartLock } from './StartLock';

/**
 * Replicas that start at once would make the same tables at once, and one that
 * then gives up leaves a migration locked for ever. So each waits for the one
 * before it; feature loaders run before any plugin does.
 */
export default createBackendFeatureLoader({
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  async loader({ config, lifecycle, logger }) {
    const connection = readSharedConnection(config);
    if (connection) {
      logger.info('Waiting until no other replica starts');
      const lock = await StartLock.acquire(connection);
      lifecycle.addStartupHook(() => lock.release());
    }
    return [];
  },
});
