import { Account } from '../../identities';
import { Links } from '../../Links';

/** GitHub's opaque ids: only ever compared. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

const USER_LINKS = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
};

/** GitHub's "simple user", which organisations and bots are, too. */
export function presentAccount(account: Account, links: Links) {
  const url = `${links.apiRoot}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('User', account.id),
    avatar_url: `${links.origin}/avatar.svg`,
    gravatar_id: '',
    url,
    html_url: `${links.origin}/`,
    ...mapValues(USER_LINKS, rest => `${url}${rest}`),
    type: account.type,
    site_admin: false,
  };
}

/** What an account is told of itself or of another one. */
export function presentProfile(account: Account, links: Links) {
  return {
    ...presentAccount(account, links),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

export function presentOrganization(account: Account, links: Links) {
  const url = `${links.apiRoot}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${links.origin}/avatar.svg`,
    description: 'The organization of the two demo systems',
    html_url: `${links.origin}/`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    archived_at: null,
  };
}

export function mapValues<K extends string>(
  values: Record<K, string>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries<string>(values).map(([key, value]) => [key, change(value)]),
  );
}
