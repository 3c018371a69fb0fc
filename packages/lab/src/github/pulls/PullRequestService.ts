import { DiffFile, Commit, utc } from '../git';
import { Branches, Person, Repository } from '../repositories';
import { PullRequest, PullRequests } from './PullRequests';

/** What Git says of a pull request at this moment. */
export interface PullRequestDetails {
  baseSha: string;
  headSha: string;
  commits: Commit[];
  files: DiffFile[];
  mergeable: boolean;
}

export interface MergeRequest {
  method: 'merge' | 'squash';
  by: { login: string; person: Person };
  title?: string;
  message?: string;
  /** Merge only if the branch still is at this commit. */
  headSha?: string;
}

export type MergeOutcome =
  | { result: 'merged'; sha: string }
  | { result: 'not-mergeable' | 'head-moved' };

/** Pull requests as Git sees them, and how they are merged. */
export class PullRequestService {
  constructor(
    private readonly pulls: PullRequests,
    private readonly branches: Branches,
  ) {}

  async details(
    repository: Repository,
    pull: PullRequest,
  ): Promise<PullRequestDetails> {
    const { git } = repository;
    const ends = pull.closedAtCommits ?? {
      base: await git.parse(`refs/heads/${pull.base}`),
      head: await git.parse(`refs/heads/${pull.head}`),
    };
    const { base: baseSha = '', head: headSha = '' } = ends;
    if (!baseSha || !headSha) {
      return { baseSha, headSha, commits: [], files: [], mergeable: false };
    }
    const [commits, ancestor, tree] = await Promise.all([
      git.log(`${baseSha}..${headSha}`),
      git.mergeBase(baseSha, headSha),
      pull.state === 'open' ? git.mergeTree(baseSha, headSha) : undefined,
    ]);
    const files = await git.diff(ancestor, headSha);
    const mergeable = tree !== undefined && !pull.draft;
    return { baseSha, headSha, commits: commits.reverse(), files, mergeable };
  }

  async merge(
    repository: Repository,
    number: number,
    request: MergeRequest,
  ): Promise<MergeOutcome> {
    return this.branches.exclusively(repository, async () => {
      const pull = this.pulls.find(repository.name, number);
      if (pull?.state !== 'open' || pull.draft) {
        return { result: 'not-mergeable' };
      }
      const { git } = repository;
      const base = await git.parse(`refs/heads/${pull.base}`);
      const head = await git.parse(`refs/heads/${pull.head}`);
      const tree = base && head && (await git.mergeTree(base, head));
      if (!base || !head || !tree) {
        return { result: 'not-mergeable' };
      }
      if (request.headSha !== undefined && request.headSha !== head) {
        return { result: 'head-moved' };
      }
      const sha = await git.writeCommit({
        tree,
        parents: request.method === 'merge' ? [base, head] : [base],
        message: mergeMessage(pull, request),
        author: request.by.person,
      });
      const at = utc(new Date());
      await this.branches.move(repository, pull.base, base, sha, () => {
        this.pulls.update(pull, {
          state: 'closed',
          closedAt: at,
          closedAtCommits: { base, head },
          merged: { at, by: request.by.login, commit: sha },
        });
      });
      if (repository.deleteBranchOnMerge) {
        await this.branches.delete(repository, pull.head);
      }
      return { result: 'merged', sha };
    });
  }

  /** Closes without merging, or opens again where the branch still exists. */
  async setState(
    repository: Repository,
    pull: PullRequest,
    state: PullRequest['state'],
  ): Promise<PullRequest> {
    if (state === 'open') {
      return this.pulls.update(pull, {
        state,
        closedAt: undefined,
        closedAtCommits: undefined,
      });
    }
    const { baseSha, headSha } = await this.details(repository, pull);
    return this.pulls.update(pull, {
      state,
      closedAt: utc(new Date()),
      closedAtCommits: { base: baseSha, head: headSha },
    });
  }
}

function mergeMessage(pull: PullRequest, request: MergeRequest): string {
  const squash = request.method === 'squash';
  const title =
    request.title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${pull.head}`);
  const text = request.message ?? (squash ? pull.body : pull.title);
  return text ? `${title}\n\n${text}` : title;
}
