import { Text } from '@backstage/ui';
import { RiCheckboxCircleLine } from '@remixicon/react';
import { StatusLabel } from '@shop-portal/plugin-shop-react';
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
  const passing = props.checks.filter(({ result }) => result === 'pass').length;
  return (
    <ul className={styles.checks} aria-label={t('checks.title')}>
      {props.checks.map(check => (
        <li key={`${check.id} ${check.sourceUrl}`} data-result={check.result}>
          <CheckMark check={check} />{' '}
          <Text variant="body-medium">{check.now}</Text>
        </li>
      ))}
      {passing > 0 && (
        <li className={styles.passing}>
          <StatusLabel tone="positive" icon={<RiCheckboxCircleLine />}>
            {passing < props.checks.length
              ? t('checks.morePass', { count: passing })
              : t('checks.allPass', { count: passing })}
          </StatusLabel>
        </li>
      )}
    </ul>
  );
}
