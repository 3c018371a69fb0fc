import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';

/** Asks the portal a question of a form. */
export async function lookUp(
  scaffolderApi: ScaffolderApi,
  question: { provider: string; resource: string },
  context: Record<string, string> = {},
): Promise<Array<{ id: string; title?: string }>> {
  const { results } = await scaffolderApi.autocomplete({
    ...question,
    context,
    // The scaffolder insists on a person's token for the source code host.
    // These lookups use the portal's own.
    token: 'unused',
  });
  return results;
}
