import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/**
 * Makes addresses of tabs of entity pages, where the catalog is mounted.
 * @public
 */
export function useEntityTabHref(): (
  entityRef: string,
  tab: string,
) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return (entityRef, tab) => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const page = entityRoute?.({
      kind: kind.toLocaleLowerCase('en-US'),
      namespace: namespace.toLocaleLowerCase('en-US'),
      name,
    });
    return page && `${page}/${tab}`;
  };
}
