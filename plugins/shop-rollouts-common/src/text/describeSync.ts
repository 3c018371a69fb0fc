import { ApplicationView } from '../types';
import { spanInSentence, TimeFormat } from './format';

/**
 * Whether an application has what Git asks for, in words.
 */
export function describeSync(
  view: ApplicationView,
  now: Date,
  format: TimeFormat = {},
): string {
  const { operation } = view;
  if (operation?.phase === 'Running') {
    // A sync waits for the health of what it applied, so a release that waits
    // for a person holds it.
    if (view.health === 'Suspended') {
      return 'Syncing: waits for the promotion';
    }
    return operation.startedAt
      ? `Syncing since ${spanInSentence(operation.startedAt, now, format)}`
      : 'Syncing';
  }
  if (operation?.phase === 'Terminating') {
    return 'Stopping the sync';
  }
  if (operation?.phase === 'Failed' || operation?.phase === 'Error') {
    const [firstLine] = (operation.message ?? '').split('\n');
    return firstLine ? `Sync failed: ${firstLine}` : 'Sync failed';
  }
  if (view.sync === 'OutOfSync') {
    const count = view.outOfSyncResources.length;
    return count > 0
      ? `Out of sync: ${count} ${count === 1 ? 'resource' : 'resources'}`
      : 'Out of sync';
  }
  if (view.sync === 'Synced') {
    return view.revision ? `Synced to ${view.revision.slice(0, 7)}` : 'Synced';
  }
  return 'Unknown';
}
