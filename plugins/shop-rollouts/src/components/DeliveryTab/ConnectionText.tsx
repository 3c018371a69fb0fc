import { useEffect, useRef, useState } from 'react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiWifiOffLine } from '@remixicon/react';
import { Ago } from '@shop-portal/plugin-shop-react';
import { formatClockTime } from '@shop-portal/plugin-shop-rollouts-common';
import { Connection } from '../../hooks/useConnection';
import {
  shopRolloutsTranslationRef,
  TranslationFunction,
} from '../../translation';
import styles from './DeliveryTab.module.css';

/** `Not live · last 14:02:11`, also the reason beside inactive buttons. */
export function notLiveText(
  connection: Connection,
  t: TranslationFunction,
): string {
  return connection.lastContactAt
    ? t('connection.notLiveSince', {
        time: formatClockTime(connection.lastContactAt),
      })
    : t('connection.notLive');
}

/** When the content changed last while it was on the screen. */
function useChangedAt(version: string): string | undefined {
  const [changedAt, setChangedAt] = useState<string>();
  const last = useRef(version);

  useEffect(() => {
    if (last.current !== version) {
      last.current = version;
      setChangedAt(new Date().toISOString());
    }
  }, [version]);

  return changedAt;
}

export interface ConnectionTextProps {
  connection: Connection;
  version: string;
  onReconnect: () => void;
}

/** Whether the screen follows what happens. */
export function ConnectionText(props: ConnectionTextProps) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { connection } = props;
  const changedAt = useChangedAt(props.version);

  if (connection.isLive) {
    return (
      <Text variant="body-small" color="secondary">
        {t('connection.live')}
        {changedAt && (
          <>
            {` · ${t('connection.changed')} `}
            <Ago since={changedAt} />
          </>
        )}
      </Text>
    );
  }
  return (
    <span className={styles.notLive} role="alert">
      <RiWifiOffLine size={16} aria-hidden="true" />
      <span>{notLiveText(connection, t)}</span>
      <Button size="small" variant="tertiary" onPress={props.onReconnect}>
        {t('connection.reconnect')}
      </Button>
    </span>
  );
}
