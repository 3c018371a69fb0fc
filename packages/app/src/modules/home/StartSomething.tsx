import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  Alert,
  Card,
  CardBody,
  CardHeader,
  Link,
  List,
  ListRow,
  Skeleton,
} from '@backstage/ui';
import { EmptyNote } from '@shop-portal/plugin-shop-react';
import { useQuery } from '@tanstack/react-query';

/** The templates that people may start from, by title. */
export function StartSomething() {
  const catalogApi = useApi(catalogApiRef);
  const { isPending, isError, data } = useQuery({
    queryKey: ['templates'],
    queryFn: () =>
      catalogApi.getEntities({
        filter: { kind: 'Template' },
        fields: [
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
        order: { field: 'metadata.title', order: 'asc' },
        limit: 5,
      }),
  });
  const templates = data?.items ?? [];

  return (
    <Card>
      <CardHeader>
        <h2>Start something</h2>
      </CardHeader>
      <CardBody>
        {isPending && <Skeleton height={44} />}
        {isError && (
          <Alert
            status="warning"
            role="alert"
            title="Could not read the templates."
          />
        )}
        {data && templates.length === 0 && (
          <EmptyNote fact="There are no templates yet." />
        )}
        {templates.length > 0 && (
          <List aria-label="Templates">
            {templates.map(({ metadata }) => (
              <ListRow
                key={metadata.name}
                id={metadata.name}
                href={`/create/templates/${metadata.namespace ?? 'default'}/${
                  metadata.name
                }`}
                description={metadata.description}
              >
                {metadata.title ?? metadata.name}
              </ListRow>
            ))}
          </List>
        )}
        <Link href="/create">All templates</Link>
      </CardBody>
    </Card>
  );
}
