import { ReactElement } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiNotificationOffLine,
  RiQuestionLine,
  RiTimerLine,
} from '@remixicon/react';
import { StatusLabel, StatusLabelTone } from '@shop-portal/plugin-shop-react';
import {
  watchStateLabel,
  WatchState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { shopMonitoringTranslationRef } from '../../translation';

const LOOK: Record<WatchState, { tone: StatusLabelTone; icon: ReactElement }> =
  {
    firing: { tone: 'negative', icon: <RiAlertLine /> },
    warning: { tone: 'warning', icon: <RiAlertLine /> },
    pending: { tone: 'announcement', icon: <RiTimerLine /> },
    recovering: { tone: 'announcement', icon: <RiTimerLine /> },
    nodata: { tone: 'warning', icon: <RiQuestionLine /> },
    error: { tone: 'warning', icon: <RiErrorWarningLine /> },
    ok: { tone: 'positive', icon: <RiCheckboxCircleLine /> },
  };

export interface StateLabelProps {
  state: WatchState;
  isMuted?: boolean;
  /** Another word than the usual one: a probe is down, it does not alert. */
  label?: string;
}

/** The state of a monitor, alert or probe as icon and word. */
export function StateLabel(props: StateLabelProps) {
  const { t } = useTranslationRef(shopMonitoringTranslationRef);
  const { state, isMuted, label = watchStateLabel(state) } = props;
  if (isMuted) {
    return (
      <StatusLabel tone="neutral" icon={<RiNotificationOffLine />}>
        {t('states.mutedAnd', { state: label })}
      </StatusLabel>
    );
  }
  return (
    <StatusLabel tone={LOOK[state].tone} icon={LOOK[state].icon}>
      {label}
    </StatusLabel>
  );
}
