import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { validateWorkflows } from '../workflows';
import { throwProblems } from './formatProblems';
import { examples } from './workflowValidate.examples';

/** Lints rendered GitHub workflows. */
export function createWorkflowValidateAction() {
  return createTemplateAction({
    id: 'shop:workflow:validate',
    description:
      'Lints every workflow of a rendered folder with actionlint and fails on an error, an action that is not pinned by commit, permissions at its top, a kept AWS key, or an expression that was lost. Writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .describe('Rendered root of the repository, in the workspace'),
      },
      output: {
        workflows: z =>
          z.array(z.string()).describe('The workflows that were checked'),
      },
    },
    async handler(ctx) {
      const { path } = ctx.input;
      const { workflows, problems } = await validateWorkflows(
        resolveSafeChildPath(ctx.workspacePath, path),
        ctx.signal,
      );
      if (workflows.length === 0) {
        problems.push({ file: path, reason: 'has no workflow' });
      }
      throwProblems(problems);
      ctx.logger.info(`${workflows.length} workflows are sound`);
      ctx.output('workflows', workflows);
    },
  });
}
