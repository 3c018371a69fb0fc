import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import type { ShopCreateConfig } from '../config';
import type { PullRequestClient } from '../github';
import { examples } from './deploymentPropose.examples';
import { proposeFiles, readRenderedFiles } from './proposeFiles';

const ENVIRONMENT = /^[a-z][a-z0-9-]*$/;

/** Proposes a rendered folder to the configured deployment repository. */
export function createDeploymentProposeAction(options: {
  shopCreate: ShopCreateConfig;
  pullRequests: PullRequestClient;
}) {
  const { owner, host, deploymentRepository } = options.shopCreate.github;

  return createTemplateAction({
    id: 'shop:deployment:propose',
    description:
      'Opens a pull request with a rendered folder in the configured deployment repository, or updates the open one of the same service and environment. Only files under apps/<name>/ are taken; with an environment, only those of its overlay.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service'),
        environment: z =>
          z
            .string()
            .optional()
            .describe(
              'Name of the environment, to propose its overlay and not the base that lies beside it',
            ),
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
      const { name, environment, title, description } = ctx.input;
      const problem = describeServiceNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      if (environment !== undefined && !ENVIRONMENT.test(environment)) {
        throw new InputError(
          `${JSON.stringify(environment)} is no name of an environment.`,
        );
      }
      const app = `apps/${name}/`;
      const files = await readRenderedFiles(
        resolveSafeChildPath(ctx.workspacePath, ctx.input.sourcePath),
        [app],
      );
      const { url, number } = await proposeFiles(
        ctx,
        host,
        options.pullRequests,
        {
          repository: deploymentRepository,
          slug: `${owner}/${deploymentRepository}`,
          // No name has a dot, so this is the branch of no other service.
          branch: environment
            ? `portal/${name}.${environment}`
            : `portal/${name}`,
          title,
          description,
          files: environment
            ? files.filter(({ path }) =>
                path.startsWith(`${app}overlays/${environment}/`),
              )
            : files,
        },
      );
      ctx.output('pullRequestUrl', url);
      ctx.output('number', number);
    },
  });
}
