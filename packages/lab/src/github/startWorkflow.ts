import { GitHubContext } from './GitHubContext';
import { PushEvent } from './Repositories';

/**
 * Starts `release.yml` for what is pushed to `main`, and `validate.yml` for
 * what a pull request proposes, in repositories that have them.
 */
export async function startWorkflow(
  { repositories, pulls, runs }: GitHubContext,
  { repository: name, branch, sha }: PushEvent,
): Promise<void> {
  const repository = repositories.find(name);
  const isProposed =
    repository &&
    pulls.list(repository).some(pull => !pull.merged && pull.head === branch);
  if (!repository || !(branch === 'main' || isProposed)) {
    return;
  }
  const workflow = branch === 'main' ? 'release' : 'validate';
  const path = `.github/workflows/${workflow}.yml`;
  if (await repository.git.entry(sha, path)) {
    const { message } = await repository.git.commit(sha);
    const [title] = message.split('\n');
    runs.start({ repository: repository.name, workflow, sha, title });
  }
}
