import {
  ApplicationAction,
  ApplicationView,
  DeliveryEnvironment,
  RolloutAction,
  RolloutView,
} from '@shop-portal/plugin-shop-rollouts-common';

/** Whether a retry could go live without waiting (controllers before 1.10). */
export function mayRetryGoLive(view: RolloutView, now: Date): boolean {
  return (
    view.retryGoesLiveUntil !== undefined &&
    Date.parse(view.retryGoesLiveUntil) > now.getTime()
  );
}

/** Whether an abort takes live traffic away from the new version. */
export function doesAbortMoveTraffic(view: RolloutView): boolean {
  return view.state === 'checking-live' || view.strategy === 'canary';
}

/**
 * Whether a question stands before an action on a Rollout. Few do: a question
 * before every press teaches people to press through.
 */
export function rolloutActionNeedsDialog(
  action: RolloutAction,
  view: RolloutView,
  environment: DeliveryEnvironment,
): boolean {
  if (environment.production || action === 'promote-full') {
    return true;
  }
  if (action === 'abort') {
    return doesAbortMoveTraffic(view);
  }
  return action === 'retry' && view.retryGoesLiveUntil !== undefined;
}

/** Whether a question stands before an action on an application. */
export function applicationActionNeedsDialog(
  action: ApplicationAction,
  view: ApplicationView,
  environment: DeliveryEnvironment,
): boolean {
  return (
    action === 'sync' &&
    (environment.production ||
      view.outOfSyncResources.some(resource => resource.prune))
  );
}
