import { useEffect, useState } from 'react';
import { Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { shopMonitoringTranslationRef } from '../../translation';
import styles from './MonitoringTab.module.css';

const SHOW_AFTER_MS = 300;
const LONG_AFTER_MS = 10_000;
const CHART_HEIGHT = 300;

/** Whether this much time has passed since the part came onto the screen. */
function useIsAfter(millis: number): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), millis);
    return () => clearTimeout(timer);
  }, [millis]);
  return isAfter;
}

/** What stands where Monitoring will be: the line, then charts. */
export function MonitoringLoading() {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const isShown = useIsAfter(SHOW_AFTER_MS);
  const isLong = useIsAfter(LONG_AFTER_MS);
  return (
    <div className={styles.tab} role="status" aria-label={t('loading.label')}>
      {isShown && (
        <>
          <Skeleton width="50%" height={24} />
          <Skeleton width="100%" height={CHART_HEIGHT} />
        </>
      )}
      {isLong && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('loading.long')}
        </Text>
      )}
    </div>
  );
}
