import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAbsoluteTime } from '@shop-portal/plugin-shop-react';
import { Muted } from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './lists.module.css';

/** Until when something is muted, by whom and why. */
export function MutedText(props: { muted: Muted }) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { until, by, reason } = props.muted;
  return (
    <p className={styles.text}>
      {[
        until
          ? t('item.mutedUntil', { until: formatAbsoluteTime(until) })
          : t('item.muted'),
        by && t('item.mutedBy', { who: by }),
        reason && `"${reason}"`,
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
}
