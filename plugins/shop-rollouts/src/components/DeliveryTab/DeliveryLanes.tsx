import { useCallback, useMemo, useRef } from 'react';
import { AccordionGroup, Alert } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Delivery,
  describeStale,
} from '@shop-portal/plugin-shop-rollouts-common';
import { DeliveryState } from '../../hooks/useDelivery';
import { useCurrentUserRef } from '../../hooks/useCurrentUserRef';
import { useFollowAfterLeaving } from '../../hooks/useFollowAfterLeaving';
import { shopRolloutsTranslationRef } from '../../translation';
import { DeliveryContext } from '../DeliveryContext';
import { useOpenDialog } from '../dialogs/useOpenDialog';
import { Lane } from '../Lane/Lane';
import { isActive, laneStatus, waitingCount } from '../Lane/laneStatus';
import { ConnectionText, notLiveText } from './ConnectionText';
import { DeliveryStrip } from './DeliveryStrip';
import { LaneFilter, useShownEnvironment } from './LaneFilter';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useLaneAnnouncements } from './useLaneAnnouncements';
import { useLaneKeys } from './useLaneKeys';
import { useLinkedLane } from './useLinkedLane';
import { useOpenLanes } from './useOpenLanes';
import { useShortcutSetting } from './useShortcutSetting';
import { WaitingBanner } from './WaitingBanner';
import styles from './DeliveryTab.module.css';

export interface DeliveryLanesProps {
  delivery: Delivery;
  state: DeliveryState;
}

/** Every environment of an entity, in the configured order. */
export function DeliveryLanes(props: DeliveryLanesProps) {
  const { delivery, state } = props;
  const { connection, refresh } = state;
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const currentUser = useCurrentUserRef();
  useFollowAfterLeaving(delivery, currentUser);
  const openDialog = useOpenDialog();
  const root = useRef<HTMLDivElement>(null);
  const [areShortcutsOn] = useShortcutSetting();
  const shown = useShownEnvironment();

  const lanes = useMemo(
    () =>
      [...delivery.lanes].sort(
        (a, b) => a.environment.order - b.environment.order,
      ),
    [delivery.lanes],
  );
  const { open, setOpen } = useOpenLanes(
    lanes
      .filter(lane => isActive(laneStatus(lane, t)))
      .map(lane => lane.environment.name),
  );
  useLinkedLane(true);
  useLaneAnnouncements(lanes);
  useLaneKeys(root, {
    isOn: areShortcutsOn,
    onHelp: useCallback(() => {
      openDialog(close => <ShortcutsDialog onClose={close} />);
    }, [openDialog]),
  });

  const offlineReason = connection.isTooOld
    ? notLiveText(connection, t)
    : undefined;
  const context = useMemo(
    () => ({
      entityRef: delivery.entityRef,
      readAt: delivery.readAt,
      operations: delivery.recentOperations,
      history: delivery.history,
      offlineReason,
      currentUser,
    }),
    [currentUser, delivery, offlineReason],
  );
  const argoCdDown = delivery.stale.filter(({ kind }) => kind === 'argocd');
  const visible = lanes.filter(
    ({ environment }) => !shown || environment.name === shown,
  );

  return (
    <DeliveryContext.Provider value={context}>
      <div
        ref={root}
        role="group"
        aria-label={t('title')}
        className={styles.tab}
      >
        {lanes
          .filter(lane => waitingCount(lane) > 0)
          .map(lane => (
            <WaitingBanner key={lane.environment.name} lane={lane} />
          ))}
        <div className={styles.header}>
          <DeliveryStrip lanes={lanes} />
          <span className={styles.headerEnd}>
            <ConnectionText
              connection={connection}
              version={delivery.version}
              onReconnect={refresh}
            />
            <LaneFilter
              environments={lanes.map(({ environment }) => environment)}
            />
          </span>
        </div>
        {argoCdDown.map(source => (
          <Alert
            key={source.name}
            status="warning"
            icon
            title={describeStale(source)}
          />
        ))}
        <AccordionGroup
          allowsMultiple
          expandedKeys={open}
          onExpandedChange={keys => setOpen(new Set([...keys].map(String)))}
        >
          {visible.map(lane => (
            <Lane key={lane.environment.name} lane={lane} />
          ))}
        </AccordionGroup>
      </div>
    </DeliveryContext.Provider>
  );
}
