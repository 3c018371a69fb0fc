import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Link,
  List,
  ListRow,
  Skeleton,
  Text,
} from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import { EmptyNote } from '@shop-portal/plugin-shop-react';
import { useQuery } from '@tanstack/react-query';
import styles from './StartSomething.module.css';

const SHOWN = 5;
const ROW_HEIGHT = 44;
const SKELETON_ROWS = ['first', 'second', 'third'];

function useTemplates() {
  const catalogApi = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['home', 'templates'],
    queryFn: async () => {
      const { items } = await catalogApi.getEntities({
        filter: { kind: 'Template' },
        fields: [
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
        order: { field: 'metadata.title', order: 'asc' },
        limit: SHOWN,
      });
      return items.map(
        ({
          metadata: { name, namespace = 'default', title, description },
        }) => ({
          id: `${namespace}/${name}`,
          title: title ?? name,
          description,
        }),
      );
    },
  });
}

/** The templates that people may start from, by title. */
export function StartSomething() {
  const { isPending, isError, data: templates, refetch } = useTemplates();
  return (
    <section aria-label="Start something" aria-busy={isPending}>
      <Card>
        <CardHeader>
          <Text as="h2" variant="title-x-small">
            Start something
          </Text>
        </CardHeader>
        <CardBody>
          <Flex direction="column" gap="2">
            {isPending &&
              SKELETON_ROWS.map(row => (
                <Skeleton key={row} width="100%" height={ROW_HEIGHT} />
              ))}
            {isError && (
              <Flex align="center" gap="4">
                <Text variant="body-medium">Could not read the templates.</Text>
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => refetch()}
                >
                  Try again
                </Button>
              </Flex>
            )}
            {templates?.length === 0 && (
              <EmptyNote fact="There are no templates yet." />
            )}
            {templates && templates.length > 0 && (
              <List aria-label="Templates" items={templates}>
                {template => (
                  <ListRow
                    id={template.id}
                    textValue={template.title}
                    href={`/create/templates/${template.id}`}
                    description={template.description}
                  >
                    {template.title}
                  </ListRow>
                )}
              </List>
            )}
            <Link href="/create" className={styles.all}>
              All templates <RiArrowRightLine size={16} aria-hidden="true" />
            </Link>
          </Flex>
        </CardBody>
      </Card>
    </section>
  );
}
