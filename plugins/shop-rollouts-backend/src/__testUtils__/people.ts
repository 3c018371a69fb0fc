import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
} from '@backstage/plugin-permission-common';

export const DANA = 'user:default/dana.kim';
export const OLGA = 'user:default/olga.petrova';
export const PIET = 'user:default/piet.maas';
export const VERA = 'user:default/vera.ito';

export const asUser = (userEntityRef: string) => ({
  Authorization: mockCredentials.user.header(userEntityRef),
});

/** What the tests' people may do: a small copy of the house's policy. */
function isAllowed(
  user: string | undefined,
  permission: Permission | BasicPermission,
  resourceRef: string | undefined,
): boolean {
  switch (user) {
    case undefined:
      return true;
    case OLGA:
    case PIET:
      return true;
    case DANA:
      return (
        permission.name === 'shop-rollouts.delivery.read' ||
        (permission.name !== 'shop-rollouts.production.operate' &&
          resourceRef === 'component:default/storefront')
      );
    case VERA:
      return (
        permission.name === 'shop-rollouts.delivery.read' &&
        resourceRef !== 'component:default/secret'
      );
    default:
      return false;
  }
}

/** Decides by person, as the real permission backend would. */
export const permissionsOfThePeople = createServiceFactory({
  service: coreServices.permissions,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    async authorize(requests, { credentials }) {
      const user = auth.isPrincipal(credentials, 'user')
        ? credentials.principal.userEntityRef
        : undefined;
      return requests.map(request => ({
        result: isAllowed(
          user,
          request.permission,
          'resourceRef' in request && typeof request.resourceRef === 'string'
            ? request.resourceRef
            : undefined,
        )
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      }));
    },
    async authorizeConditional() {
      throw new Error('Nothing here asks for conditions');
    },
  }),
});
