import { useApi } from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import {
  environmentsLookup,
  PlannedWrite,
  planWrites,
  repositoriesLookup,
  WillWrite,
} from '@shop-portal/plugin-shop-create-common';
import { lookUp } from '../lookUp';
import { useOptions } from '../useOptions';

/** What is going to be written to one repository, with its name. */
export interface NamedWrite extends PlannedWrite {
  slug: string;
}

/** What is going to be written, or that it could not be worked out. */
export type WillWriteState =
  | { status: 'loading' }
  | { status: 'failed'; retry(): void }
  | { status: 'ready'; writes: NamedWrite[] };

/** Works out what a template is going to write with the answers so far. */
export function useWillWrite(
  willWrite: WillWrite[],
  answers: Record<string, unknown>,
): WillWriteState {
  const scaffolderApi = useApi(scaffolderApiRef);
  const system = typeof answers.system === 'string' ? answers.system : '';
  const repositories = useOptions('all', async () => {
    const found = await lookUp(scaffolderApi, repositoriesLookup);
    return found.map(({ id, title = id }) => ({ value: id, label: title }));
  });
  const environments = useOptions(system, async name => {
    const found = name
      ? await lookUp(scaffolderApi, environmentsLookup, { system: name })
      : [];
    return found.map(({ id }) => ({ value: id, label: id }));
  });

  if (repositories.status === 'ready' && environments.status === 'ready') {
    const names = new Map(
      repositories.options.map(({ value, label }) => [value, label]),
    );
    return {
      status: 'ready',
      writes: planWrites(
        willWrite,
        answers,
        environments.options.map(({ value }) => value),
      )
        // Without an infrastructure repository, nothing is written to it.
        .filter(({ repository }) => names.has(repository))
        .map(write => ({
          ...write,
          slug: `${names.get(write.repository)}${write.repositoryName ?? ''}`,
        })),
    };
  }
  if (repositories.status === 'failed' || environments.status === 'failed') {
    return {
      status: 'failed',
      retry() {
        repositories.retry();
        environments.retry();
      },
    };
  }
  return { status: 'loading' };
}
