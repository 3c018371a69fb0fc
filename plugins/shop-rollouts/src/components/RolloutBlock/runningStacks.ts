import { RolloutView, Stack } from '@shop-portal/plugin-shop-rollouts-common';

/** Every stack of a Rollout that the view holds, live first. */
export function runningStacks(view: RolloutView): Stack[] {
  return [view.live, view.preview, ...view.old].filter(
    stack => stack !== undefined,
  );
}
