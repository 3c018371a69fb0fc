import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** Who asks. Always a person: a service cannot take responsibility. */
export interface ActionContext {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  requestedAt: Date;
}
