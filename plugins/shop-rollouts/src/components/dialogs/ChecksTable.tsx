import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Ago, ExternalLink } from '@shop-portal/plugin-shop-react';
import { shopRolloutsTranslationRef } from '../../translation';
import { CheckMark } from '../RolloutBlock/CheckMark';
import { DeliveryCheck } from '../RolloutBlock/deliveryChecks';
import styles from './dialogs.module.css';

/** The checks before a promotion, with value and limit. */
export function ChecksTable(props: {
  checks: DeliveryCheck[];
  readAt: string;
}) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  if (props.checks.length === 0) {
    return null;
  }
  return (
    <div>
      <table className={styles.checks} aria-label={t('checks.title')}>
        <thead>
          <tr>
            <th scope="col">{t('checks.check')}</th>
            <th scope="col">{t('checks.now')}</th>
            <th scope="col">{t('checks.mustBe')}</th>
            <th scope="col">{t('checks.source')}</th>
          </tr>
        </thead>
        <tbody>
          {props.checks.map(check => (
            <tr key={`${check.id} ${check.sourceUrl}`}>
              <th scope="row">
                <CheckMark check={check} />
              </th>
              <td>{check.now}</td>
              <td>{check.mustBe}</td>
              <td>
                <ExternalLink href={check.sourceUrl}>
                  {check.source}
                </ExternalLink>
                {check.result === 'warn' && ` ${t('checks.warnsOnly')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Text as="p" variant="body-small" color="secondary">
        {t('checks.checked')} <Ago since={props.readAt} />
        {t('checks.checkedAgain')}
      </Text>
    </div>
  );
}
