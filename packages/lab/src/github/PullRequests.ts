import { Account } from './accounts';
import { utc } from './git/GitRepository';
import { GitHubState, PullRequest } from './GitHubState';
import { Repository } from './Repositories';

/** Pull requests of all repositories, and how they are merged. */
export class PullRequests {
  constructor(private readonly state: GitHubState) {}

  /** Newest first. */
  list({ name }: Repository): PullRequest[] {
    const { pulls } = this.state.data;
    return pulls.filter(pull => pull.repository === name).reverse();
  }

  find(repository: Repository, number: number): PullRequest | undefined {
    return this.list(repository).find(pull => pull.number === number);
  }

  async create(
    repository: Repository,
    draft: Pick<PullRequest, 'title' | 'body' | 'author' | 'head' | 'base'>,
  ): Promise<PullRequest> {
    const pull = {
      ...draft,
      id: this.state.nextId(),
      repository: repository.name,
      number: this.list(repository).length + 1,
      createdAt: utc(),
    };
    this.state.data.pulls.push(pull);
    await this.state.save();
    return pull;
  }

  /** The commits of both sides, empty where a branch is gone. */
  async ends({ git }: Repository, { merged, base, head }: PullRequest) {
    const branches = await git.branches();
    const sha = (branch: string) => branches.get(branch) ?? '';
    return merged ?? { base: sha(base), head: sha(head) };
  }

  async isMergeable(repository: Repository, pull: PullRequest) {
    return (await this.mergedTree(repository, pull)) !== undefined;
  }

  /** The merge commit, or undefined where it cannot be merged. */
  async merge(
    repository: Repository,
    pull: PullRequest,
    author: Account,
  ): Promise<string | undefined> {
    const { git, record } = repository;
    return repository.change(async () => {
      const tree = await this.mergedTree(repository, pull);
      if (tree === undefined) {
        return undefined;
      }
      const { base, head } = await this.ends(repository, pull);
      const title = `Merge pull request #${pull.number} from ${pull.head}`;
      const message = `${title}\n\n${pull.title}`;
      const parents = [base, head];
      const commit = await git.writeCommit({ tree, parents, message, author });
      await git.setBranch(pull.base, commit);
      if (record.deleteBranchOnMerge) {
        await git.text(['update-ref', '-d', `refs/heads/${pull.head}`]);
      }
      pull.merged = { at: utc(), by: author.login, commit, base, head };
      await this.state.save();
      return commit;
    });
  }

  private async mergedTree(repository: Repository, pull: PullRequest) {
    const { base, head } = await this.ends(repository, pull);
    return pull.merged || !base || !head
      ? undefined
      : repository.git.mergeTree(base, head);
  }
}
