import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useOperations } from '../../hooks/useOperations';
import { shopRolloutsTranslationRef } from '../../translation';
import { ChangeText } from './ChangeText';
import styles from './home.module.css';

const LOOKED_AT = 10;

/** The last thing that somebody brought to its end. */
export function LastChange() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { operations } = useOperations(LOOKED_AT);
  const last = operations?.find(({ phase }) => phase === 'done');
  return last ? (
    <Text
      as="p"
      variant="body-medium"
      color="secondary"
      className={styles.note}
    >
      {t('home.waiting.last')} <ChangeText operation={last} />.
    </Text>
  ) : null;
}
