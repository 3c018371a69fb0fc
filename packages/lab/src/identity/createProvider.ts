import Provider, { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { Person } from './people';
import { ProviderKeys } from './ProviderKeys';
import { SessionStore } from './SessionStore';
import { signInProblemPage } from './signInPages';

const HOUR_SECONDS = 60 * 60;
const QUARTER_SECONDS = 90 * 24 * HOUR_SECONDS;

export const SESSION_COOKIE = 'shop_portal_lab_session';

/** The one client, and who may sign in to it. */
export interface ClientOptions {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  portalUrl: string;
  people: readonly Person[];
}

/** The OpenID Connect server, configured for one client and known people. */
export function createProvider(
  issuer: string,
  options: ClientOptions,
  store: SessionStore,
  keys: ProviderKeys,
): Provider {
  const configuration: Configuration = {
    adapter: model => store.createAdapter(model),
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookieKeys,
      names: {
        session: SESSION_COOKIE,
        interaction: 'shop_portal_lab_interaction',
        resume: 'shop_portal_lab_resume',
      },
    },
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: options.redirectUris,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name'],
      email: ['email', 'email_verified'],
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) =>
          token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
    },
    findAccount: (_ctx, id) => {
      const person = options.people.find(each => each.id === id);
      return person && { accountId: id, claims: async () => claimsOf(person) };
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: grantEverythingAsked,
    // The client never asks for `offline_access`, and without a refresh token
    // every reload of the portal would sign the person out.
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: HOUR_SECONDS,
      AuthorizationCode: 60,
      Grant: QUARTER_SECONDS,
      IdToken: HOUR_SECONDS,
      Interaction: HOUR_SECONDS,
      RefreshToken: QUARTER_SECONDS,
      Session: HOUR_SECONDS,
    },
    renderError: (ctx, { error, error_description: description = error }) => {
      const message = `Sign-in did not work: ${description}.`;
      ctx.type = 'html';
      ctx.body = signInProblemPage(message, options.portalUrl);
    },
  };
  return new Provider(issuer, configuration);
}

function claimsOf({ id, name, email }: Person) {
  return { sub: id, name, email, email_verified: true };
}

/** There is no consent page: the only client is the portal itself. */
async function grantEverythingAsked(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const { accountId } = session;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}
