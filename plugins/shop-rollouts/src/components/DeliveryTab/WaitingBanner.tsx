import { useEffect, useState } from 'react';
import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Lane } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';
import styles from './DeliveryTab.module.css';

/** Whether an element of the page can be seen without scrolling. */
function useIsOnScreen(id: string): boolean {
  const [isOnScreen, setIsOnScreen] = useState(true);

  useEffect(() => {
    const element = document.getElementById(id);
    if (!element || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(entries =>
      setIsOnScreen(entries.some(entry => entry.isIntersecting)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [id]);

  return isOnScreen;
}

/** Says that a lane waits, and leads there where it is off the screen. */
export function WaitingBanner(props: { lane: Lane }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { name } = props.lane.environment;
  const isOnScreen = useIsOnScreen(name);
  return (
    <Text as="p" variant="body-medium" className={styles.waiting}>
      {t('waiting.text', { env: name })}
      {!isOnScreen && (
        <>
          {' '}
          <Link href={`#${name}`}>{t('waiting.show', { env: name })}</Link>
        </>
      )}
    </Text>
  );
}
