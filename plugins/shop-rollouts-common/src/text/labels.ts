import { DeliveryAction, LaneState, StatusTone } from '../types';

/**
 * The label of a state, the Remix icon beside it and its tone.
 * @public
 */
export interface LaneLabel {
  label: string;
  icon: LaneIcon;
  tone: StatusTone;
}

/** Names of components of `@remixicon/react`. @public */
export type LaneIcon =
  | 'RiAlertLine'
  | 'RiCheckboxCircleLine'
  | 'RiErrorWarningLine'
  | 'RiLoader4Line'
  | 'RiPauseCircleLine'
  | 'RiPauseLine'
  | 'RiQuestionLine'
  | 'RiRestartLine'
  | 'RiStopCircleLine'
  | 'RiSubtractLine'
  | 'RiTestTubeLine'
  | 'RiTimerLine';

const laneLabels: Record<LaneState, LaneLabel> = {
  live: label('Live', 'RiCheckboxCircleLine', 'positive'),
  'go-back-window': label('Live', 'RiCheckboxCircleLine', 'positive'),
  preparing: label('Preparing preview', 'RiLoader4Line', 'announcement'),
  'checking-preview': label(
    'Checking preview',
    'RiTestTubeLine',
    'announcement',
  ),
  waiting: label('Waiting for promotion', 'RiPauseCircleLine', 'announcement'),
  timed: label('Goes live by itself', 'RiTimerLine', 'announcement'),
  promoting: label('Promoting', 'RiLoader4Line', 'announcement'),
  'checking-live': label(
    'Live, being checked',
    'RiTestTubeLine',
    'announcement',
  ),
  aborted: label('Aborted', 'RiStopCircleLine', 'warning'),
  'abort-not-finished': label('Abort not finished', 'RiAlertLine', 'negative'),
  'not-starting': label('Not starting', 'RiErrorWarningLine', 'negative'),
  invalid: label('Not valid', 'RiErrorWarningLine', 'negative'),
  'no-live-pods': label('No live pods', 'RiAlertLine', 'negative'),
  held: label('Held', 'RiPauseLine', 'warning'),
  'check-unclear': label('Check unclear', 'RiQuestionLine', 'warning'),
  'first-release': label('First release', 'RiLoader4Line', 'announcement'),
  restarting: label('Restarting pods', 'RiRestartLine', 'announcement'),
  'not-picked-up': label('No controller', 'RiQuestionLine', 'warning'),
  gone: label('Gone', 'RiSubtractLine', 'neutral'),
  'no-rollout': label('No Rollout', 'RiSubtractLine', 'neutral'),
};

const actionLabels: Record<DeliveryAction, string> = {
  promote: 'Promote',
  'promote-full': 'Promote fully',
  abort: 'Abort',
  retry: 'Retry',
  sync: 'Sync',
  refresh: 'Refresh',
};

const pastTenses: Record<DeliveryAction, string> = {
  promote: 'promoted',
  'promote-full': 'fully promoted',
  abort: 'aborted',
  retry: 'retried',
  sync: 'synced',
  refresh: 'refreshed',
};

/** @public */
export function laneLabel(state: LaneState): LaneLabel {
  return laneLabels[state];
}

/**
 * The word of an action on buttons.
 * @public
 */
export function actionLabel(action: DeliveryAction): string {
  return actionLabels[action];
}

/**
 * The word of an action in a record: `promoted`.
 * @public
 */
export function actionPastTense(action: DeliveryAction): string {
  return pastTenses[action];
}

function label(text: string, icon: LaneIcon, tone: StatusTone): LaneLabel {
  return { label: text, icon, tone };
}
