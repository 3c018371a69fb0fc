import { Commit, DiffFile } from '../../git';
import { ACCOUNTS } from '../../identities';
import { encodePath, Links } from '../../Links';
import { nodeId, presentAccount } from './account';

const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** A commit as the git data API shows it. */
export function presentGitCommit(
  repository: string,
  commit: Commit,
  links: Links,
) {
  const { sha, tree, message, author, committer } = commit;
  const git = links.api(repository, '/git');
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url: `${git}/commits/${sha}`,
    html_url: links.page(repository, `/commit/${sha}`),
    author,
    committer,
    tree: { sha: tree, url: `${git}/trees/${tree}` },
    message,
    parents: commit.parents.map(parent => ({
      sha: parent,
      url: `${git}/commits/${parent}`,
      html_url: links.page(repository, `/commit/${parent}`),
    })),
    verification: UNSIGNED,
  };
}

/** A commit as everything else shows it. */
export function presentCommit(
  repository: string,
  commit: Commit,
  links: Links,
) {
  const { sha, tree, message, author, committer } = commit;
  const url = links.api(repository, `/commits/${sha}`);
  const account = (email: string) => {
    const found = ACCOUNTS.find(each => each.email === email);
    return found ? presentAccount(found, links) : null;
  };
  return {
    sha,
    node_id: nodeId('Commit', sha),
    url,
    html_url: links.page(repository, `/commit/${sha}`),
    comments_url: `${url}/comments`,
    commit: {
      author,
      committer,
      message,
      tree: {
        sha: tree,
        url: links.api(repository, `/git/trees/${tree}`),
      },
      url: links.api(repository, `/git/commits/${sha}`),
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: account(author.email),
    committer: account(committer.email),
    parents: commit.parents.map(parent => ({
      sha: parent,
      url: links.api(repository, `/commits/${parent}`),
      html_url: links.page(repository, `/commit/${parent}`),
    })),
  };
}

export function presentDiffFile(
  repository: string,
  revision: string,
  file: DiffFile,
  links: Links,
) {
  const path = encodePath(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    previous_filename: file.previousPath,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    patch: file.patch,
    blob_url: links.page(repository, `/blob/${revision}/${path}`),
    raw_url: links.page(repository, `/blob/${revision}/${path}`),
    contents_url: links.api(repository, `/contents/${path}?ref=${revision}`),
  };
}
