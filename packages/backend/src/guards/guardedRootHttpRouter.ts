import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { guardUpgrades } from './guardUpgrades';
import { requestOriginGuard } from './requestOriginGuard';

/**
 * The stock HTTP router with {@link requestOriginGuard} and
 * {@link guardUpgrades} in front.
 */
export default rootHttpRouterServiceFactory({
  configure({ app, server, applyDefaults, config, middleware }) {
    const baseUrls = [
      config.getString('backend.baseUrl'),
      config.getString('app.baseUrl'),
    ];
    guardUpgrades(server, { baseUrls });
    app.use(requestOriginGuard({ baseUrls }), middleware.error());
    applyDefaults();
  },
});
