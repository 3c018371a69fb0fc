import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './lists.module.css';

/** The query behind a state, folded. */
export function Query(props: { name: string; query: string }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  return (
    <details className={styles.details}>
      <summary aria-label={`${t('item.query')}: ${props.name}`}>
        {t('item.query')}
      </summary>
      <pre className={styles.query}>{props.query}</pre>
    </details>
  );
}
