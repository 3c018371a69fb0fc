import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeServiceNameProblem } from '@shop-portal/plugin-shop-create-common';
import { mkdir, writeFile } from 'fs/promises';
import { dirname } from 'path';
import type { DeploymentRepository } from '../deployment';
import { examples } from './deploymentFetch.examples';

/** Copies the base of a service into the workspace, to build overlays on it. */
export function createDeploymentFetchAction(options: {
  deployment: DeploymentRepository;
}) {
  return createTemplateAction({
    id: 'shop:deployment:fetch',
    description:
      'Copies the base of a service from the configured deployment repository into the workspace.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the service'),
        targetPath: z =>
          z.string().describe('Root of the repository to be, in the workspace'),
      },
      output: {
        files: z => z.array(z.string()).describe('What was copied'),
      },
    },
    async handler(ctx) {
      const { name, targetPath } = ctx.input;
      const problem = describeServiceNameProblem(name);
      if (problem) {
        throw new InputError(problem);
      }
      const service = await options.deployment.readService(name, ctx.signal);
      if (!service) {
        throw new NotFoundError(
          `${name} has no base in the deployment repository.`,
        );
      }
      const root = resolveSafeChildPath(ctx.workspacePath, targetPath);
      for (const [path, text] of service.base) {
        const file = resolveSafeChildPath(root, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
      ctx.logger.info(`Copied ${service.base.size} files of ${name}`);
      ctx.output('files', [...service.base.keys()]);
    },
  });
}
