import {
  Lane,
  laneLabel,
  LaneLabel,
  StatusTone,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../../translation';
import { applicationStatus } from '../ApplicationStrip/applicationStatus';

/** Most urgent first. */
const TONES: StatusTone[] = [
  'negative',
  'warning',
  'announcement',
  'positive',
  'neutral',
];

function worst(labels: LaneLabel[]): LaneLabel | undefined {
  return [...labels].sort(
    (a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone),
  )[0];
}

/** How many Rollouts of a lane wait for a person. */
export function waitingCount(lane: Lane): number {
  return lane.rollouts.filter(({ state }) => state === 'waiting').length;
}

/** The one label in the header of a lane. */
export function laneStatus(lane: Lane, t: TranslationFunction): LaneLabel {
  const waiting = waitingCount(lane);
  if (lane.rollouts.length > 1 && waiting > 0) {
    return {
      ...laneLabel('waiting'),
      label: t('lane.someWait', {
        waiting: String(waiting),
        all: String(lane.rollouts.length),
      }),
    };
  }
  return (
    worst(lane.rollouts.map(({ state }) => laneLabel(state))) ??
    worst(lane.applications.map(view => applicationStatus(view, t))) ??
    (lane.deployments.length > 0
      ? laneLabel('no-rollout')
      : {
          label: t('lane.nothing'),
          icon: 'RiSubtractLine',
          tone: 'neutral',
        })
  );
}

/** Needs a person, is not well, or is moving: such a lane opens by itself. */
export function isActive(label: LaneLabel): boolean {
  return label.tone !== 'positive' && label.tone !== 'neutral';
}

/** When the state of a lane began, if it is one Rollout's. */
export function laneSince(lane: Lane): string | undefined {
  return lane.rollouts.length === 1 ? lane.rollouts[0].since : undefined;
}
