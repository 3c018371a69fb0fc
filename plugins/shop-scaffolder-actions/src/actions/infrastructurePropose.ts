import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ShopCreateConfig } from '../config';
import type { PullRequestClient } from '../github';
import { examples } from './infrastructurePropose.examples';
import { proposeFiles, readRenderedFiles } from './proposeFiles';

const NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const FOLDERS = ['live/', 'compose/', '.github/workflows/'];

/** Proposes a rendered folder to the configured infrastructure repository. */
export function createInfrastructureProposeAction(options: {
  shopCreate: ShopCreateConfig;
  pullRequests: PullRequestClient;
}) {
  const { owner, host, infrastructureRepository } = options.shopCreate.github;

  return createTemplateAction({
    id: 'shop:infrastructure:propose',
    description: `Opens a pull request with a rendered folder in the configured infrastructure repository, or updates the open one of the same name. Only files under ${FOLDERS.join(
      ', ',
    )} are taken.`,
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .describe('What is proposed; becomes the name of the branch'),
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
      if (!NAME.test(name)) {
        throw new InputError(`${JSON.stringify(name)} is no name of a branch.`);
      }
      if (!infrastructureRepository) {
        throw new InputError(
          'No infrastructure repository is configured. Ask a platform engineer.',
        );
      }
      const { url, number } = await proposeFiles(
        ctx,
        host,
        options.pullRequests,
        {
          repository: infrastructureRepository,
          slug: `${owner}/${infrastructureRepository}`,
          branch: `portal/${name}`,
          title,
          description,
          files: await readRenderedFiles(
            resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath),
            FOLDERS,
          ),
        },
      );
      ctx.output('pullRequestUrl', url);
      ctx.output('number', number);
    },
  });
}
