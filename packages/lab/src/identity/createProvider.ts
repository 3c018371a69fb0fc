import Provider, { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { FileAdapter } from './FileAdapter';
import { FileIdentityStore } from './FileIdentityStore';
import { Person } from './people';
import { ProviderKeys } from './ProviderKeys';
import { signInProblemPage } from './signInPages';

const DAY_SECONDS = 24 * 60 * 60;
const SCOPES = 'openid profile email';

export const SESSION_COOKIE = 'shop_portal_lab_session';

/** The OpenID Connect server, configured for one client and known people. */
export function createProvider(options: {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  portalUrl: string;
  people: readonly Person[];
  store: FileIdentityStore;
  keys: ProviderKeys;
}): Provider {
  const people = new Map(options.people.map(person => [person.id, person]));
  const configuration: Configuration = {
    adapter: (model: string) => new FileAdapter(model, options.store),
    jwks: options.keys.jwks,
    cookies: {
      keys: options.keys.cookieKeys,
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
      const person = people.get(id);
      return person && { accountId: id, claims: async () => claimsOf(person) };
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: grantEverythingAsked,
    // The client never asks for `offline_access`, and without a refresh token
    // every reload of the portal would sign the person out.
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: 60 * 60,
      AuthorizationCode: 60,
      Grant: 90 * DAY_SECONDS,
      IdToken: 60 * 60,
      Interaction: 60 * 60,
      RefreshToken: 90 * DAY_SECONDS,
      Session: 60 * 60,
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = signInProblemPage({
        message: `Sign-in did not work: ${out.error_description ?? out.error}.`,
        portalUrl: options.portalUrl,
      });
    },
  };
  return new Provider(options.issuer, configuration);
}

function claimsOf(person: Person) {
  return {
    sub: person.id,
    name: person.name,
    email: person.email,
    email_verified: true,
  };
}

/** There is no consent page: the only client is the portal itself. */
async function grantEverythingAsked(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const grant = new provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}
