import { ConflictError } from '@backstage/errors';
import type { Octokit } from 'octokit';
import type { GitHubConnection } from './connect';
import { GitHubError, readStatus } from './GitHubError';
import type { Proposal, PullRequest, PullRequestClient } from './types';

const BASE_BRANCH = 'main';

/** Proposes changes through GitHub's git data API. */
export class OctokitPullRequestClient implements PullRequestClient {
  static create(connection: GitHubConnection): OctokitPullRequestClient {
    return new OctokitPullRequestClient(connection);
  }

  private constructor(private readonly connection: GitHubConnection) {}

  async propose(
    proposal: Proposal,
    signal?: AbortSignal,
  ): Promise<PullRequest> {
    const octokit = await this.connection.octokit(signal);
    const { owner } = this.connection;
    try {
      const commit = await this.commit(octokit, proposal);
      if (commit) {
        await this.moveBranch(octokit, proposal, commit);
      }
      const open = await this.findPullRequest(octokit, proposal, 'open');
      if (open) {
        return open;
      }
      if (!commit) {
        return await this.findMerged(octokit, proposal);
      }
      const { data } = await octokit.rest.pulls.create({
        owner,
        repo: proposal.repository,
        head: proposal.branch,
        base: BASE_BRANCH,
        title: proposal.title,
        body: proposal.body,
      });
      return { number: data.number, url: data.html_url };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ConflictError) {
        throw error;
      }
      throw GitHubError.from(
        error,
        `the pull request "${proposal.title}" in ${owner}/${proposal.repository}`,
      );
    }
  }

  /** Commits the files on top of the base, unless it has them already. */
  private async commit(
    octokit: Octokit,
    { repository, title, files }: Proposal,
  ): Promise<string | undefined> {
    const target = { owner: this.connection.owner, repo: repository };
    const { data: head } = await octokit.rest.git.getRef({
      ...target,
      ref: `heads/${BASE_BRANCH}`,
    });
    const { data: base } = await octokit.rest.git.getCommit({
      ...target,
      commit_sha: head.object.sha,
    });
    const entries = new Array<{
      path: string;
      mode: '100644' | '100755';
      type: 'blob';
      sha: string;
    }>();
    for (const file of files) {
      const { data: blob } = await octokit.rest.git.createBlob({
        ...target,
        content: file.content.toString('base64'),
        encoding: 'base64',
      });
      entries.push({
        path: file.path,
        mode: file.executable ? '100755' : '100644',
        type: 'blob',
        sha: blob.sha,
      });
    }
    const { data: tree } = await octokit.rest.git.createTree({
      ...target,
      base_tree: base.tree.sha,
      tree: entries,
    });
    if (tree.sha === base.tree.sha) {
      return undefined;
    }
    const { data: commit } = await octokit.rest.git.createCommit({
      ...target,
      message: title,
      tree: tree.sha,
      parents: [head.object.sha],
    });
    return commit.sha;
  }

  /** The branch is the portal's own, so what an earlier try left is replaced. */
  private async moveBranch(
    octokit: Octokit,
    { repository, branch }: Proposal,
    sha: string,
  ): Promise<void> {
    const target = { owner: this.connection.owner, repo: repository };
    try {
      await octokit.rest.git.createRef({
        ...target,
        ref: `refs/heads/${branch}`,
        sha,
      });
    } catch (error) {
      if (readStatus(error) !== 422) {
        throw error;
      }
      await octokit.rest.git.updateRef({
        ...target,
        ref: `heads/${branch}`,
        sha,
        force: true,
      });
    }
  }

  private async findPullRequest(
    octokit: Octokit,
    { repository, branch }: Proposal,
    state: 'open' | 'closed',
  ): Promise<PullRequest | undefined> {
    const { owner } = this.connection;
    const { data } = await octokit.rest.pulls.list({
      owner,
      repo: repository,
      head: `${owner}:${branch}`,
      base: BASE_BRANCH,
      state,
    });
    const found = data.find(
      pull => pull.head.ref === branch && (state === 'open' || pull.merged_at),
    );
    return found && { number: found.number, url: found.html_url };
  }

  private async findMerged(
    octokit: Octokit,
    proposal: Proposal,
  ): Promise<PullRequest> {
    const merged = await this.findPullRequest(octokit, proposal, 'closed');
    if (!merged) {
      throw new ConflictError(
        `${this.connection.owner}/${proposal.repository} has all of this already, and no pull request of ${proposal.branch} brought it.`,
      );
    }
    return merged;
  }
}
