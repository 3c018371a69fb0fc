import {
  RemixiconComponentType,
  RiAlertLine,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiPauseLine,
  RiQuestionLine,
  RiRestartLine,
  RiStopCircleLine,
  RiSubtractLine,
  RiTestTubeLine,
  RiTimerLine,
} from '@remixicon/react';
import { LaneLabel } from '@shop-portal/plugin-shop-rollouts-common';

const ICONS: Record<LaneLabel['icon'], RemixiconComponentType> = {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiPauseLine,
  RiQuestionLine,
  RiRestartLine,
  RiStopCircleLine,
  RiSubtractLine,
  RiTestTubeLine,
  RiTimerLine,
};

/** The icon that a label names. */
export function LaneIcon(props: { name: LaneLabel['icon'] }) {
  const Icon = ICONS[props.name];
  return <Icon size={16} aria-hidden="true" />;
}
