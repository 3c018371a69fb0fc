import { z } from 'zod';
import { Account, createAccount } from '../accounts';
import {
  isRepositoryName,
  Repositories,
  Repository,
  Site,
} from '../Repositories';
import { GitHubError } from './GitHubError';

// What nobody asks the lab for, but GitHub's description requires.
const USER_ADDRESSES =
  'avatar events followers following gists organizations received_events repos starred subscriptions';
const REPOSITORY_ADDRESSES =
  'archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees';
const REPOSITORY_FEATURES =
  'allow_rebase_merge allow_squash_merge archived disabled fork has_discussions has_downloads has_issues has_pages has_projects has_wiki';
const REPOSITORY_COUNTS =
  'forks forks_count network_count open_issues open_issues_count size stargazers_count subscribers_count watchers watchers_count';

const createSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  homepage: z.string().optional(),
  private: z.literal(true).optional(),
  delete_branch_on_merge: z.boolean().default(false),
  auto_init: z.boolean().default(false),
});

export async function createRepository(
  repositories: Repositories,
  author: Account,
  body: unknown,
): Promise<Repository> {
  const asked = createSchema.parse(body);
  // GitHub turns what a name may not have into dashes, silently.
  const name = asked.name.replace(/[^A-Za-z0-9._-]+/g, '-');
  if (!isRepositoryName(name) || repositories.find(name)) {
    const message = isRepositoryName(name)
      ? 'name already exists on this account'
      : 'name is not available';
    throw GitHubError.invalid('Repository', 'name', message);
  }
  const repository = await repositories.create({
    name,
    description: asked.description,
    homepage: asked.homepage,
    deleteBranchOnMerge: asked.delete_branch_on_merge,
  });
  if (asked.auto_init) {
    const files = [{ path: 'README.md', content: `# ${name}\n` }];
    const commit = { message: 'Initial commit', author, files };
    await repository.change(() => repository.git.commitFiles(commit));
  }
  return repository;
}

/** GitHub's opaque ids: only ever compared. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

/** GitHub's "simple user", which organisations and bots are, too. */
export function presentAccount({ id, login, type }: Account, site: Site) {
  const url = `${site.origin}/api/v3/users/${encodeURIComponent(login)}`;
  const node_id = nodeId('User', id);
  return {
    ...{ id, login, type, node_id, url, html_url: `${site.origin}/` },
    site_admin: false,
    gravatar_id: '',
    ...addresses(url, USER_ADDRESSES),
  };
}

export function presentOwner(site: Site) {
  const { organization } = site;
  const owner = createAccount(1, organization, organization, 'Organization');
  return presentAccount(owner, site);
}

export function presentRepository(repository: Repository) {
  const { record, site } = repository;
  const { id, name, description, homepage = null, createdAt } = record;
  const url = repository.api();
  const page = repository.page();
  const clone_url = `${page}.git`;
  return {
    id,
    name,
    description,
    homepage,
    private: true,
    node_id: nodeId('Repository', id),
    full_name: `${site.organization}/${name}`,
    owner: presentOwner(site),
    visibility: 'private',
    default_branch: 'main',
    delete_branch_on_merge: record.deleteBranchOnMerge ?? false,
    created_at: createdAt,
    updated_at: createdAt,
    pushed_at: createdAt,
    url,
    html_url: page,
    svn_url: page,
    clone_url,
    git_url: clone_url,
    ssh_url: clone_url,
    ...addresses(url, REPOSITORY_ADDRESSES),
    ...every(REPOSITORY_FEATURES, false),
    ...every(REPOSITORY_COUNTS, 0),
    ...every('language license mirror_url', null),
  };
}

function addresses(url: string, names: string): Record<string, string> {
  const entries = names
    .split(' ')
    .map(name => [`${name}_url`, `${url}/${name.replace(/_/g, '/')}`]);
  return Object.fromEntries(entries);
}

/** The same value under each of the names. */
export function every<T>(names: string, value: T): Record<string, T> {
  return Object.fromEntries(names.split(' ').map(name => [name, value]));
}
