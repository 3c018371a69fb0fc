import { InputError } from '@backstage/errors';
import {
  ActionContext,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import type { CommitFile, PullRequest, PullRequestClient } from '../github';

/** What is proposed, and to which repository. */
export interface FileProposal {
  repository: string;
  /** Organisation and repository, for people. */
  slug: string;
  branch: string;
  title: string;
  description: string;
  files: CommitFile[];
}

type ProposingContext = Pick<
  ActionContext<never>,
  'checkpoint' | 'isDryRun' | 'logger' | 'signal' | 'user'
>;

/** Opens or updates the pull request of a task, once. */
export async function proposeFiles(
  ctx: ProposingContext,
  host: string,
  pullRequests: PullRequestClient,
  proposal: FileProposal,
): Promise<PullRequest> {
  const { repository, slug, branch, title, description, files } = proposal;
  if (ctx.isDryRun) {
    ctx.logger.info(`Would propose ${files.length} files to ${slug}`);
    return { url: `https://${host}/${slug}/pulls`, number: 0 };
  }
  const pullRequest = await ctx.checkpoint({
    key: `propose.${slug}.${branch}`,
    fn: async () => {
      const { number, url } = await pullRequests.propose(
        {
          repository,
          branch,
          title,
          body: ctx.user?.ref
            ? `${description}\n\nRequested by ${ctx.user.ref}.`
            : description,
          files,
        },
        ctx.signal,
      );
      return { number, url };
    },
  });
  ctx.logger.info(`Proposed ${files.length} files: ${pullRequest.url}`);
  return pullRequest;
}

/**
 * Reads the rendered files that are to be proposed.
 *
 * @throws InputError when one is no plain file or lies outside the folders
 */
export async function readRenderedFiles(
  root: string,
  folders: string[],
): Promise<CommitFile[]> {
  const files = await serializeDirectoryContents(root, { gitignore: false });
  if (files.length === 0) {
    throw new InputError('There is nothing to propose.');
  }
  for (const { path, symlink } of files) {
    if (!folders.some(folder => path.startsWith(folder))) {
      throw new InputError(`${path} is outside ${folders.join(', ')}.`);
    }
    if (symlink) {
      throw new InputError(`${path} is a symbolic link.`);
    }
  }
  return files.map(({ path, content, executable = false }) => ({
    path,
    content,
    executable,
  }));
}
