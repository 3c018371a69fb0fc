import { ReactElement } from 'react';
import {
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusLabel, StatusLabelTone } from '@shop-portal/plugin-shop-react';
import { ApplicationView } from '@shop-portal/plugin-shop-rollouts-common';
import { shopRolloutsTranslationRef } from '../../translation';

const LOOKS: Record<
  ApplicationView['health'],
  { icon: ReactElement; tone: StatusLabelTone }
> = {
  Healthy: { icon: <RiCheckboxCircleLine />, tone: 'positive' },
  Progressing: { icon: <RiLoader4Line />, tone: 'announcement' },
  Suspended: { icon: <RiPauseCircleLine />, tone: 'announcement' },
  Degraded: { icon: <RiErrorWarningLine />, tone: 'negative' },
  Missing: { icon: <RiErrorWarningLine />, tone: 'negative' },
  Unknown: { icon: <RiQuestionLine />, tone: 'warning' },
};

/** How an application is, in words; a paused one is never called stuck. */
export function HealthLabel(props: { application: ApplicationView }) {
  const { t } = useTranslationRef(shopRolloutsTranslationRef);
  const { health } = props.application;
  return (
    <StatusLabel {...LOOKS[health]}>
      {t(`application.health.${health}`)}
    </StatusLabel>
  );
}
