import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { findProductionProblems } from './findProductionProblems';

/**
 * Stops a backend that was started for production with the lab's stand-ins,
 * where everybody could sign in as anybody.
 */
export default createBackendPlugin({
  pluginId: 'production-guard',
  register(env) {
    env.registerInit({
      deps: { config: coreServices.rootConfig, logger: coreServices.logger },
      async init({ config, logger }) {
        if (process.env.NODE_ENV !== 'production') {
          return;
        }
        const { refusals, warnings } = findProductionProblems(config);
        for (const warning of warnings) {
          logger.warn(warning);
        }
        if (refusals.length > 0) {
          throw new Error(refusals.join(' '));
        }
      },
    });
  },
});
