import { ACCOUNTS } from '../accounts';
import { Commit } from '../git/GitRepository';
import { Repository } from '../Repositories';
import { every, nodeId, presentAccount } from './repositories';

/** A commit as the git data API shows it. */
export function presentGitCommit(repository: Repository, commit: Commit) {
  const { sha, tree, parents, ...rest } = commit;
  const present = (id: string) => ({
    sha: id,
    url: repository.api(`/git/commits/${id}`),
    html_url: repository.page(`/commit/${id}`),
  });
  return {
    ...present(sha),
    ...rest,
    node_id: nodeId('Commit', sha),
    tree: { sha: tree, url: repository.api(`/git/trees/${tree}`) },
    parents: parents.map(present),
    verification: {
      verified: false,
      reason: 'unsigned',
      ...every('signature payload verified_at', null),
    },
  };
}

/** A commit as everything else shows it. */
export function presentCommit(repository: Repository, commit: Commit) {
  const { sha, node_id, html_url, parents, ...details } = presentGitCommit(
    repository,
    commit,
  );
  const account = (email: string) => {
    const found = ACCOUNTS.find(each => each.email === email);
    return found ? presentAccount(found, repository.site) : null;
  };
  const url = repository.api(`/commits/${sha}`);
  return {
    sha,
    node_id,
    html_url,
    parents,
    url,
    comments_url: `${url}/comments`,
    commit: { ...details, comment_count: 0 },
    author: account(commit.author.email),
    committer: account(commit.committer.email),
  };
}
