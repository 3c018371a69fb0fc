import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

export const DANA = 'user:default/dana.kim';
export const VERA = 'user:default/vera.ito';

export const asUser = (userEntityRef: string) => ({
  Authorization: mockCredentials.user.header(userEntityRef),
});

/** Vera may not see `secret`; everything else is everybody's. */
export const permissionsOfThePeople = createServiceFactory({
  service: coreServices.permissions,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async authorize(requests, { credentials }) {
      const isVera =
        auth.isPrincipal(credentials, 'user') &&
        credentials.principal.userEntityRef === VERA;
      return requests.map(request => ({
        result:
          isVera &&
          'resourceRef' in request &&
          request.resourceRef === 'component:default/secret'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }));
    },
    async authorizeConditional() {
      throw new Error('Nothing here asks for conditions');
    },
  }),
});
