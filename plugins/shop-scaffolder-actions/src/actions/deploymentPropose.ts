import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  serializeDirectoryContents,
} from '@backstage/plugin-scaffolder-node';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import type { ShopCreateConfig } from '../config';
import type { CommitFile, PullRequestClient } from '../github';
import { examples } from './deploymentPropose.examples';

/** Proposes a rendered folder to the configured deployment repository. */
export function createDeploymentProposeAction(options: {
  shopCreate: ShopCreateConfig;
  pullRequests: PullRequestClient;
}) {
  const { owner, host, deploymentRepository } = options.shopCreate.github;
  const slug = `${owner}/${deploymentRepository}`;

  return createTemplateAction({
    id: 'shop:deployment:propose',
    description:
      'Opens a pull request with a rendered folder in the configured deployment repository, or updates the open one of the same service. Only files under apps/<name>/ are taken.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service'),
        title: z => z.string().describe('Title of the pull request'),
        description: z => z.string().describe('Text of the pull request'),
        sourcePath: z =>
          z
            .string()
            .describe('Rendered root of the repository, in the workspace'),
      },
      output: {
        pullRequestUrl: z => z.string().describe('Address of the pull request'),
        number: z => z.number().int().describe('Number of the pull request'),
      },
    },
    async handler(ctx) {
      const { name, title, description } = ctx.input;
      const problem = describeServiceNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      const files = await readFiles(
        resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath),
        `apps/${name}/`,
      );
      if (ctx.isDryRun) {
        ctx.logger.info(`Would propose ${files.length} files to ${slug}`);
        ctx.output('pullRequestUrl', `https://${host}/${slug}/pulls`);
        ctx.output('number', 0);
        return;
      }
      const branch = `portal/${name}`;
      const pullRequest = await ctx.checkpoint({
        key: `propose.deployment.${slug}.${branch}`,
        fn: async () => {
          const { number, url } = await options.pullRequests.propose(
            {
              repository: deploymentRepository,
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
      ctx.output('pullRequestUrl', pullRequest.url);
      ctx.output('number', pullRequest.number);
    },
  });
}

async function readFiles(root: string, folder: string): Promise<CommitFile[]> {
  const files = await serializeDirectoryContents(root, { gitignore: false });
  if (files.length === 0) {
    throw new InputError('There is nothing to propose.');
  }
  for (const { path, symlink } of files) {
    if (!path.startsWith(folder)) {
      throw new InputError(`${path} is outside ${folder}.`);
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
