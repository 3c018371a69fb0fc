import { parseEntityRef } from '@backstage/catalog-model';
import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { HomeCard, useEntityTabHref } from '@shop-portal/plugin-shop-react';
import { Operation } from '@shop-portal/plugin-shop-rollouts-common';
import { useOperations } from '../../hooks/useOperations';
import { shopRolloutsTranslationRef } from '../../translation';
import { ChangeText } from './ChangeText';
import styles from './home.module.css';

const SHOWN = 10;

/** More, because refused attempts stand between what was done. */
const LOOKED_AT = 50;

function Change(props: { operation: Operation }) {
  const tabHref = useEntityTabHref();
  const { operation } = props;
  const { name } = parseEntityRef(operation.entityRef);
  const tab = tabHref(operation.entityRef, 'delivery');
  return (
    <Text as="div" variant="body-medium">
      {tab ? (
        <Link href={`${tab}#${operation.environment}`}>{name}</Link>
      ) : (
        name
      )}
      {' · '}
      <ChangeText operation={operation} />
    </Text>
  );
}

/** The last ten things that people did with deliveries. */
export function RecentChanges() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { operations, error, refresh } = useOperations(LOOKED_AT);
  const changes = operations
    ?.filter(({ phase }) => phase === 'done')
    .slice(0, SHOWN);
  const title = t('home.changes.title');
  return (
    <HomeCard
      title={title}
      isLoading={!changes}
      failure={error && t('home.changes.failed')}
      onRetry={refresh}
    >
      {changes && changes.length > 0 && (
        <ul className={styles.rows} aria-label={title}>
          {changes.map(operation => (
            <li key={operation.id}>
              <Change operation={operation} />
            </li>
          ))}
        </ul>
      )}
      {changes?.length === 0 && (
        <Text as="p" variant="body-medium" className={styles.note}>
          {t('home.changes.nothing')}
        </Text>
      )}
    </HomeCard>
  );
}
