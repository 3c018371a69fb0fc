import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('./startup/startOneByOne'));
backend.add(import('./guards/guardedRootHttpRouter'));
backend.add(import('./guards/productionGuard'));

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@shop-portal/plugin-shop-permission-policy'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@shop-portal/plugin-shop-catalog-links'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@shop-portal/plugin-shop-scaffolder-actions'));

backend.add(import('@shop-portal/plugin-shop-rollouts-backend'));
backend.add(import('@shop-portal/plugin-shop-monitoring-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-notifications-backend-module-slack'));
backend.add(import('./notices/mailNotices'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start().catch(error => {
  // The HTTP server would keep a backend alive that serves nothing.
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
