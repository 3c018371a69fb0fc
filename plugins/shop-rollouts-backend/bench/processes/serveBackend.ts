import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { answer } from '../lib/messages';
import { READER } from '../lib/portalConfig';

/** Signs everybody who asks in as one person: there is nobody else here. */
const signIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench-sign-in',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'bench',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              authenticate: async () => ({ result: undefined }),
            }),
            signInResolver: (_info, context) =>
              context.signInWithCatalogUser({ entityRef: READER }),
          }),
        });
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(signIn);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@shop-portal/plugin-shop-permission-policy'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('../../src'));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  answer((user + system) / 1000);
});

backend.start().then(
  () => answer('ready'),
  error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
);
