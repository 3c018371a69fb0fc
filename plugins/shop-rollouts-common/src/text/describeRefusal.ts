import { ActionRefusal, DeliveryAction } from '../types';
import { formatShortTime, TimeFormat } from './format';
import { actionLabel } from './labels';

/**
 * The line beside an inactive button, for people.
 * @public
 */
export function describeRefusal(
  refusal: ActionRefusal,
  action: DeliveryAction,
): string {
  switch (refusal.code) {
    case 'wrong-state':
      return `${actionLabel(action)}: ${refusal.detail}`;
    case 'no-claim':
      return describeMissingClaim(refusal.claim, action);
    case 'stale':
      return refusal.kind === 'argocd'
        ? 'Not while Argo CD does not answer.'
        : 'Not while the cluster does not answer.';
    case 'read-only-cluster':
      return `The portal may only read ${refusal.cluster}. Ask a platform engineer.`;
    case 'no-permission':
    default:
      return describeMissingPermission(refusal, action);
  }
}

/**
 * The note above what an upstream last said, while it does not answer.
 * @public
 */
export function describeStale(
  source: { name: string; kind: 'cluster' | 'argocd'; since?: string },
  format: TimeFormat = {},
): string {
  const subject =
    source.kind === 'argocd' ? 'Argo CD' : `Cluster ${source.name}`;
  return source.since
    ? `${subject} has not answered since ${formatShortTime(
        source.since,
        format,
      )}.`
    : `${subject} has not answered yet.`;
}

function describeMissingClaim(claim: string, action: DeliveryAction): string {
  const target =
    action === 'sync' || action === 'refresh' ? 'application' : 'Rollout';
  return `Shown, but not to be driven from here. The ${target} does not name this service. Add the annotation ${claim} to it.`;
}

function describeMissingPermission(
  refusal: Extract<ActionRefusal, { code: 'no-permission' }>,
  action: DeliveryAction,
): string {
  const { environment, scope, who } = refusal;
  if (scope === 'owner') {
    const owners = who.length > 0 ? joinOr(who) : 'its owner';
    return `Only ${owners} acts in ${environment}.`;
  }
  const ask = who.length > 0 ? ` Ask ${joinOr(who)}.` : '';
  return `Only operators ${verb(action)} in ${environment}.${ask}`;
}

function verb(action: DeliveryAction): string {
  return actionLabel(action).toLowerCase();
}

function joinOr(names: readonly string[]): string {
  return names.length === 1
    ? names[0]
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
