import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { requestOriginGuard } from './requestOriginGuard';

/** The stock HTTP router with {@link requestOriginGuard} in front. */
export default rootHttpRouterServiceFactory({
  configure({ app, applyDefaults, config, middleware }) {
    app.use(
      requestOriginGuard({
        baseUrls: [
          config.getString('backend.baseUrl'),
          config.getString('app.baseUrl'),
        ],
      }),
      middleware.error(),
    );
    applyDefaults();
  },
});
