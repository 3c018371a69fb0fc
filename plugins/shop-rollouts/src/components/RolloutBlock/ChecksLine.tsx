import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopRolloutsTranslationRef } from '../../translation';
import { CheckMark } from './CheckMark';
import { DeliveryCheck } from './deliveryChecks';
import styles from './RolloutBlock.module.css';

/** The checks of a waiting release, in one line. */
export function ChecksLine(props: { checks: DeliveryCheck[] }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  if (props.checks.length === 0) {
    return null;
  }
  return (
    <ul className={styles.checks} aria-label={t('checks.title')}>
      {props.checks.map(check => (
        <li key={`${check.id} ${check.sourceUrl}`}>
          <CheckMark check={check} />{' '}
          <Text variant="body-medium">{check.now}</Text>
        </li>
      ))}
    </ul>
  );
}
