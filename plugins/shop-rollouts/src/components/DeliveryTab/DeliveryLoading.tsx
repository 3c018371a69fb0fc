import { Text } from '@backstage/ui';
import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { shopRolloutsTranslationRef } from '../../translation';
import { LaneSkeleton } from '../Lane/LaneSkeleton';
import styles from './DeliveryTab.module.css';

const LONG_MS = 10_000;

/** Names of the configured environments, in order. */
function useConfiguredEnvironments(): string[] {
  const config = useApi(configApiRef);
  const environments =
    config.getOptionalConfigArray('shopRollouts.environments') ?? [];
  return environments
    .map(environment => ({
      name: environment.getString('name'),
      order: environment.getOptionalNumber('order') ?? 0,
    }))
    .sort((a, b) => a.order - b.order)
    .map(({ name }) => name);
}

/** What is known before the first answer: the environments, from config. */
export function DeliveryLoading() {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const environments = useConfiguredEnvironments();
  const [isLong, setIsLong] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.tab}>
      <Text as="h2" variant="body-medium" weight="bold">
        {t('strip.title')}
      </Text>
      {environments.map(name => (
        <LaneSkeleton key={name} environment={name} />
      ))}
      {isLong && (
        <Text as="p" variant="body-medium" role="status">
          {t('loading.long')}
        </Text>
      )}
    </div>
  );
}
