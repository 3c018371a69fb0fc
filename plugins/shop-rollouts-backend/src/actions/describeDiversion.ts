import {
  ActionProgress,
  Operation,
  RolloutAction,
} from '@shop-portal/plugin-shop-rollouts-common';

type Reason = NonNullable<ActionProgress['because']>;

/**
 * What happened instead of what a person asked for.
 *
 * @param newTag - the release that the Rollout now works on, where known
 */
export function describeDiversion(
  operation: Operation,
  because: Reason | undefined,
  newTag: string | undefined,
): string {
  const tag = operation.to?.tag ?? 'The release';
  const outcomes: Record<RolloutAction, string> = {
    promote: `${tag} is not live`,
    'promote-full': `${tag} is not live`,
    abort: `${tag} was not stopped`,
    retry: `${tag} was not started again`,
  };
  const { action } = operation;
  const outcome =
    action === 'sync' || action === 'refresh' ? 'It ended' : outcomes[action];
  return `${outcome}: ${describeReason(because, newTag ?? tag)}.`;
}

function describeReason(because: Reason | undefined, newTag: string): string {
  switch (because) {
    case 'deleted':
      return 'the Rollout was deleted';
    case 'newer-release':
      return `a newer release came, ${newTag}`;
    case 'waits-again':
      return `the controller waits again, for ${newTag}`;
    case 'aborted':
      return 'it was aborted';
    case 'promoted-fully':
      return 'Promote fully is running';
    case 'live-already':
      return 'it is live already';
    default:
      return 'the controller went a different way';
  }
}
