import { getCompoundEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityListCard } from './EntityListCard';

/** The systems that the services belong to, for who looks around. */
export function Systems() {
  const entityRoute = useRouteRef(entityRouteRef);
  return (
    <EntityListCard
      title="Systems"
      kind="System"
      label="Systems"
      hrefOf={entity => {
        const { kind, namespace, name } = getCompoundEntityRef(entity);
        return entityRoute?.({
          kind: kind.toLocaleLowerCase('en-US'),
          namespace,
          name,
        });
      }}
      nothing="There are no systems yet."
      failure="Could not read the systems."
      all={{ text: 'All systems', href: '/catalog?filters[kind]=system' }}
    />
  );
}
