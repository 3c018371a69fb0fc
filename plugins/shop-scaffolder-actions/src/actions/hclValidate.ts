import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { validateHcl } from '../hcl';
import { throwProblems } from './formatProblems';
import { examples } from './hclValidate.examples';

/** Checks rendered Terragrunt units. */
export function createHclValidateAction() {
  return createTemplateAction({
    id: 'shop:hcl:validate',
    description:
      'Parses every .hcl file of a rendered folder and fails on an error, a format other than hclfmt’s, a dependency that leads nowhere, in circles or has no mocks, a module without a pinned version, a root file of the old name, or a lock in DynamoDB. Writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .describe('Rendered root of the repository, in the workspace'),
        existing: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Files that the repository has already, which units may refer to',
            ),
      },
      output: {
        units: z => z.array(z.string()).describe('The units that were checked'),
      },
    },
    async handler(ctx) {
      const { path, existing = [] } = ctx.input;
      const { units, problems } = await validateHcl(
        resolveSafeChildPath(ctx.workspacePath, path),
        [...existing],
        ctx.signal,
      );
      if (units.length === 0) {
        problems.push({ file: path, reason: 'has no unit' });
      }
      throwProblems(problems);
      ctx.logger.info(`${units.length} units are sound`);
      ctx.output('units', units);
    },
  });
}
