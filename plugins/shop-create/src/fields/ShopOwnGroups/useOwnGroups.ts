import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';

/** A group as a person chooses it. */
export interface OwnGroup {
  entityRef: string;
  title: string;
}

/** The groups of the person, or that they could not be read. */
export type OwnGroups =
  | { status: 'loading' | 'failed' }
  | { status: 'ready'; groups: OwnGroup[] };

/** Reads the groups that the signed-in person is a member of. */
export function useOwnGroups(): OwnGroups & { retry(): void } {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const [state, setState] = useState<OwnGroups>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let current = true;
    async function read(): Promise<OwnGroups> {
      try {
        const { userEntityRef } = await identityApi.getBackstageIdentity();
        const { items } = await catalogApi.getEntities({
          filter: { kind: 'Group', 'relations.hasMember': userEntityRef },
          fields: ['kind', 'metadata', 'spec.profile'],
          order: { field: 'metadata.name', order: 'asc' },
        });
        const groups = items.map(entity => ({
          entityRef: stringifyEntityRef(entity),
          title: entity.metadata.title ?? entity.metadata.name,
        }));
        return { status: 'ready', groups };
      } catch {
        return { status: 'failed' };
      }
    }
    read().then(next => current && setState(next));
    return () => {
      current = false;
    };
  }, [catalogApi, identityApi, attempt]);

  const retry = useCallback(() => {
    setState({ status: 'loading' });
    setAttempt(previous => previous + 1);
  }, []);

  return { ...state, retry };
}
