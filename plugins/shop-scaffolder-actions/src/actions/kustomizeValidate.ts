import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { validateText, validateTree } from '../kustomize';
import { throwProblems } from './formatProblems';
import { examples } from './kustomizeValidate.examples';

/** Builds every overlay of a rendered folder with the real Kustomize. */
export function createKustomizeValidateAction() {
  return createTemplateAction({
    id: 'shop:kustomize:validate',
    description:
      'Builds every overlay of a rendered folder with Kustomize and fails on an error, a warning, a reference to nothing, an object against its schema, or a value that came out empty. Writes nothing.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string()
            .describe(
              'Rendered folder that has the overlays, in the workspace',
            ),
        textPaths: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Further rendered folders, where only the text is checked: values that came out empty, lost expressions of workflows',
            ),
      },
      output: {
        overlays: z =>
          z.array(z.string()).describe('The overlays that were built'),
        objects: z =>
          z.number().int().describe('How many objects they have together'),
      },
    },
    async handler(ctx) {
      const { path, textPaths = [] } = ctx.input;
      const report = await validateTree(
        resolveSafeChildPath(ctx.workspacePath, path),
        ctx.signal,
      );
      const problems = [...report.problems];
      for (const textPath of textPaths) {
        problems.push(
          ...(await validateText(
            resolveSafeChildPath(ctx.workspacePath, textPath),
          )),
        );
      }
      if (report.overlays.length === 0) {
        problems.push({
          file: path,
          reason: 'has no overlay: nothing would be deployed',
        });
      }
      throwProblems(problems);
      ctx.logger.info(
        `${report.overlays.length} overlays build, with ${report.objects} objects`,
      );
      ctx.output('overlays', report.overlays);
      ctx.output('objects', report.objects);
    },
  });
}
