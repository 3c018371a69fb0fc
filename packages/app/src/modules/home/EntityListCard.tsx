import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Link, List, ListRow } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { EmptyNote, HomeCard } from '@shop-portal/plugin-shop-react';
import { useQuery } from '@tanstack/react-query';
import styles from './EntityListCard.module.css';

const SHOWN = 5;

export interface EntityListCardProps {
  title: string;
  /** Kind of the entities, which are listed by title. */
  kind: string;
  /** Name of the list. */
  label: string;
  hrefOf: (entity: Entity) => string | undefined;
  nothing: string;
  failure: string;
  all: { text: string; href: string };
}

/** A card of Home with the first entities of a kind, and where all are. */
export function EntityListCard(props: EntityListCardProps) {
  const catalogApi = useApi(catalogApiRef);
  const {
    isPending,
    isError,
    data: entities,
    refetch,
  } = useQuery({
    queryKey: ['home', 'entities', props.kind],
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: props.kind },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
        order: { field: 'metadata.title', order: 'asc' },
        limit: SHOWN,
      });
      return items;
    },
  });
  return (
    <HomeCard
      title={props.title}
      isLoading={isPending}
      failure={isError ? props.failure : undefined}
      onRetry={refetch}
    >
      {entities?.length === 0 && <EmptyNote fact={props.nothing} />}
      {entities && entities.length > 0 && (
        <List
          aria-label={props.label}
          items={entities.map(entity => ({
            id: stringifyEntityRef(entity),
            title: entity.metadata.title ?? entity.metadata.name,
            entity,
          }))}
        >
          {({ id, title, entity }) => (
            <ListRow
              id={id}
              textValue={title}
              href={props.hrefOf(entity)}
              description={entity.metadata.description}
            >
              {title}
            </ListRow>
          )}
        </List>
      )}
      <Link href={props.all.href} className={styles.all}>
        {props.all.text} <RiArrowRightLine size={16} aria-hidden="true" />
      </Link>
    </HomeCard>
  );
}
