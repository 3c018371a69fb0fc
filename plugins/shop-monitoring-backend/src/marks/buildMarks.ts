import { Mark } from '@shop-portal/plugin-shop-monitoring-common';
import { toMoment } from '../upstream/moments';
import {
  RecordedOperation,
  RunningLane,
  RunningRollout,
} from './DeliveriesClient';

export interface MarkSources {
  /** Newest first. */
  operations: RecordedOperation[];
  lanes: RunningLane[];
}

/**
 * The moments of releases in one environment, oldest first. What people did is
 * taken from the record. A release that goes live by itself is in no record:
 * it counts as live from when its pods were created, as long as they run.
 */
export function buildMarks(
  { operations, lanes }: MarkSources,
  environment: string,
): Mark[] {
  const done = operations
    .filter(operation => operation.environment === environment)
    .flatMap(operation => toMark(operation) ?? []);
  const promoted = new Set(
    done.filter(({ kind }) => kind === 'live').map(({ tag }) => tag),
  );
  const seen = lanes
    .filter(lane => lane.environment.name === environment)
    .flatMap(({ rollouts }) => rollouts)
    .flatMap(view => observedMarks(view, promoted));
  const marks = [...done, ...seen].sort((a, b) => a.at.localeCompare(b.at));
  return nameReturns(marks);
}

function toMark(operation: RecordedOperation): Mark | undefined {
  const { id, action, requestedBy, reason, from, to } = operation;
  const at = toMoment(operation.steps.find(step => step.phase === 'done')?.at);
  if (!at || !to) {
    return undefined;
  }
  const parts = { id, at, by: requestedBy, reason };
  switch (action) {
    case 'promote':
    case 'promote-full':
      return { ...parts, kind: 'live', tag: to.tag, fromTag: from?.tag };
    case 'abort':
      return { ...parts, kind: 'aborted', tag: to.tag, fromTag: from?.tag };
    default:
      return undefined;
  }
}

function observedMarks(view: RunningRollout, promoted: Set<string>): Mark[] {
  const { live, preview, old } = view;
  const running = [live, preview, ...old].flatMap(part => part ?? []);
  return running.flatMap(stack => {
    const at = toMoment(stack.createdAt);
    if (!at) {
      return [];
    }
    const byItself =
      view.autoPromotionEnabled &&
      stack !== preview &&
      !promoted.has(stack.tag);
    return {
      id: `${view.target.cluster}/${view.target.namespace}/${view.target.name}/${stack.hash}`,
      kind: byItself ? ('live' as const) : ('preview' as const),
      at,
      tag: stack.tag,
    };
  });
}

/** Going live a second time, after something else did, is rolling back. */
function nameReturns(marks: Mark[]): Mark[] {
  const before = new Set<string>();
  let current: string | undefined;
  return marks.map(mark => {
    if (mark.kind !== 'live') {
      return mark;
    }
    if (mark.fromTag) {
      before.add(mark.fromTag);
      current = mark.fromTag;
    }
    const returns = before.has(mark.tag) && mark.tag !== current;
    before.add(mark.tag);
    current = mark.tag;
    return returns ? { ...mark, kind: 'rolledBack' as const } : mark;
  });
}
