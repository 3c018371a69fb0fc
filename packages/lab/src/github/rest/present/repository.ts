import { organizationAccount } from '../../identities';
import { Links } from '../../Links';
import { Repository } from '../../repositories';
import { mapValues, nodeId, presentAccount } from './account';

const REPOSITORY_LINKS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** GitHub's "minimal repository", as it stands in lists and inside others. */
export function presentMinimalRepository(repository: Repository, links: Links) {
  const { id, name } = repository;
  const url = links.api(name);
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: `${links.organization}/${name}`,
    private: repository.private,
    owner: presentAccount(organizationAccount(links.organization), links),
    html_url: links.page(name),
    description: repository.description ?? null,
    fork: false,
    url,
    ...mapValues(REPOSITORY_LINKS, rest => `${url}${rest}`),
    clone_url: `${links.page(name)}.git`,
    git_url: `${links.page(name)}.git`,
    ssh_url: `${links.page(name)}.git`,
    default_branch: 'main',
    topics: repository.topics,
    visibility: repository.private ? 'private' : 'internal',
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
  };
}

export function presentRepository(
  repository: Repository,
  links: Links,
  openPulls: number,
) {
  return {
    ...presentMinimalRepository(repository, links),
    homepage: repository.homepage ?? null,
    delete_branch_on_merge: repository.deleteBranchOnMerge,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: false,
    permissions: { admin: true, maintain: true, push: true, pull: true },
    organization: presentAccount(
      organizationAccount(links.organization),
      links,
    ),
    archived: false,
    disabled: false,
    has_downloads: false,
    has_issues: false,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    language: null,
    license: null,
    mirror_url: null,
    svn_url: links.page(repository.name),
    size: 0,
    forks: 0,
    forks_count: 0,
    network_count: 0,
    open_issues: openPulls,
    open_issues_count: openPulls,
    stargazers_count: 0,
    subscribers_count: 0,
    watchers: 0,
    watchers_count: 0,
  };
}
