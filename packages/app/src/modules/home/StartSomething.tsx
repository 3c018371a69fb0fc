import { EntityListCard } from './EntityListCard';

/** The templates that people may start from. */
export function StartSomething() {
  return (
    <EntityListCard
      title="Start something"
      kind="Template"
      label="Templates"
      hrefOf={({ metadata: { name, namespace = 'default' } }) =>
        `/create/templates/${namespace}/${name}`
      }
      nothing="There are no templates yet."
      failure="Could not read the templates."
      all={{ text: 'All templates', href: '/create' }}
    />
  );
}
