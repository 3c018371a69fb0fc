import { ACCOUNTS, organizationAccount, PORTAL } from '../../identities';
import { Links } from '../../Links';
import { PullRequest, PullRequestDetails } from '../../pulls';
import { Repository } from '../../repositories';
import { nodeId, presentAccount } from './account';
import { presentRepository } from './repository';

export function presentPullRequest(
  repository: Repository,
  pull: PullRequest,
  details: PullRequestDetails,
  links: Links,
) {
  const { name } = repository;
  const url = links.api(name, `/pulls/${pull.number}`);
  const issue = links.api(name, `/issues/${pull.number}`);
  const page = links.page(name, `/pull/${pull.number}`);
  const urls = {
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${links.api(name)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: links.api(name, `/statuses/${details.headSha}`),
  };
  const side = (ref: string, sha: string) => ({
    label: `${links.organization}:${ref}`,
    ref,
    sha,
    user: presentAccount(organizationAccount(links.organization), links),
    repo: presentRepository(repository, links, 0),
  });
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    comments_url: urls.comments,
    commits_url: urls.commits,
    review_comments_url: urls.review_comments,
    review_comment_url: urls.review_comment,
    statuses_url: urls.statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: presentAccount(accountOf(pull.author), links),
    body: pull.body ?? null,
    labels: [],
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    milestone: null,
    draft: pull.draft,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    head: side(pull.head, details.headSha),
    base: side(pull.base, details.baseSha),
    author_association: 'MEMBER',
    auto_merge: null,
    _links: Object.fromEntries(
      Object.entries({ self: url, ...urls }).map(([key, href]) => [
        key,
        { href },
      ]),
    ),
  };
}

/** What only the answer for one pull request has. */
export function presentPullRequestDetails(
  pull: PullRequest,
  details: PullRequestDetails,
  links: Links,
) {
  const sum = (key: 'additions' | 'deletions') =>
    details.files.reduce((total, file) => total + file[key], 0);
  const { merged } = pull;
  return {
    merged: merged !== undefined,
    merged_by: merged ? presentAccount(accountOf(merged.by), links) : null,
    mergeable: pull.state === 'open' ? details.mergeable : null,
    mergeable_state: details.mergeable ? 'clean' : 'dirty',
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: details.commits.length,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changed_files: details.files.length,
  };
}

function accountOf(login: string) {
  return ACCOUNTS.find(account => account.login === login) ?? PORTAL;
}
