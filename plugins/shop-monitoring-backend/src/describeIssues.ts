import { z } from 'zod';

/** Which parts are wrong and why, without their values. */
export function describeIssues(error: z.ZodError, root = ''): string {
  return error.issues
    .map(issue => {
      const path = issue.path
        .map(part =>
          typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
        )
        .join('');
      const where = `${root}${path}`.replace(/^\./, '');
      return where ? `${where}: ${issue.message}` : issue.message;
    })
    .join('; ');
}
