import {
  DeliveryAction,
  DeliveryTarget,
  Operation,
  OperationPhase,
  StateChanged,
} from '../types';
import {
  formatClockTime,
  formatDuration,
  formatPerson,
  secondsBetween,
  TimeFormat,
} from './format';
import { actionPastTense } from './labels';

/** @public */
export interface DescribeOperationOptions extends TimeFormat {
  /** Until when the former live stack runs, once it is known. */
  formerRunsUntil?: string;
}

const takenTexts: Record<DeliveryAction, (operation: Operation) => string> = {
  promote: ({ to }) => `Moving live traffic to ${to?.tag ?? 'it'}.`,
  'promote-full': ({ to }) => `Moving live traffic to ${to?.tag ?? 'it'}.`,
  abort: ({ to }) => `Stopping ${to?.tag ?? 'the release'}.`,
  retry: ({ to }) => `Starting ${to?.tag ?? 'the release'} again.`,
  sync: () => 'Argo CD applies what Git asks for.',
  refresh: () => 'Argo CD compares with Git.',
};

const doneTexts: Record<DeliveryAction, (operation: Operation) => string> = {
  promote: ({ to }) => `${to?.tag ?? 'The release'} is live.`,
  'promote-full': ({ to }) => `${to?.tag ?? 'The release'} is live.`,
  abort: ({ from, to }) =>
    [`${to?.tag ?? 'The release'} is stopped.`, from && `${from.tag} is live.`]
      .filter(Boolean)
      .join(' '),
  retry: ({ to }) => `${to?.tag ?? 'The release'} was started again.`,
  sync: () => 'Synced with Git.',
  refresh: () => 'Compared with Git.',
};

const endTexts: Record<
  Extract<OperationPhase, 'diverted' | 'failed' | 'refused'>,
  (operation: Operation) => string
> = {
  diverted: ({ action, to }) =>
    action === 'promote' || action === 'promote-full'
      ? `${
          to?.tag ?? 'The release'
        } is not live: the controller went a different way.`
      : 'The controller went a different way.',
  failed: () => 'It failed. What you see is the state now.',
  refused: ({ target }) =>
    `${
      target.kind === 'rollout' ? 'The cluster' : 'Argo CD'
    } refused it: the portal may not do this in ${upstreamOf(
      target,
    )}. Ask a platform engineer.`,
};

/**
 * The line that a step of an operation shows and announces.
 * @public
 */
export function describeOperationStep(
  operation: Operation,
  step: Operation['steps'][number],
  options: DescribeOperationOptions = {},
): string {
  switch (step.phase) {
    case 'accepted':
      return `Accepted. Waiting for ${controllerOf(operation.target)}.`;
    case 'nudged':
      return `The controller did not react. Nudged it once at ${formatClockTime(
        step.at,
        options,
      )}.`;
    case 'stuck':
      return `Still no reaction. Your request is stored and not lost; nobody has to press again. Look at the controller of ${upstreamOf(
        operation.target,
      )}.`;
    case 'taken':
      return `Taken. ${takenTexts[operation.action](operation)}`;
    case 'done':
      return describeDone(operation, step.at, options);
    case 'diverted':
    case 'failed':
    case 'refused':
    default:
      return operation.message ?? step.note ?? endTexts[step.phase](operation);
  }
}

/**
 * The line for a person who was not the first, or who looked at something
 * older. Never an error: nothing was done twice.
 * @public
 */
export function describeStateChanged(
  changed: StateChanged,
  context: {
    action: DeliveryAction;
    environment: string;
    /** Tag of the release that the person looked at. */
    tag: string;
    /** When the person pressed. */
    pressedAt: string;
  },
  options: TimeFormat & { personName?: (entityRef: string) => string } = {},
): string {
  const { action, environment, tag, pressedAt } = context;
  const { by, current } = changed;
  if (by) {
    const person = (options.personName ?? formatPerson)(by.requestedBy);
    const at = formatClockTime(by.requestedAt, options);
    const ahead = secondsBetween(by.requestedAt, pressedAt) ?? 0;
    const before =
      ahead >= 1
        ? `, ${formatDuration(ahead)} before you`
        : ', just before you';
    return `${person} ${actionPastTense(
      by.action,
    )} ${tag} at ${at}${before}. Nothing was done twice.`;
  }
  const newer = current.preview?.tag;
  if (newer && newer !== tag) {
    const how = current.state === 'waiting' ? 'waits with' : 'prepares';
    return `Not ${actionPastTense(
      action,
    )}. You looked at ${tag}; ${environment} now ${how} ${newer}. Look at the new preview first.`;
  }
  return `Not ${actionPastTense(
    action,
  )}. ${environment} has changed since you looked. Look at the new state first.`;
}

function describeDone(
  operation: Operation,
  at: string,
  options: DescribeOperationOptions,
): string {
  const took = secondsBetween(operation.requestedAt, at);
  const promoted =
    operation.action === 'promote' || operation.action === 'promote-full';
  const { formerRunsUntil } = options;
  return [
    doneTexts[operation.action](operation),
    ...(took !== undefined
      ? [`It took ${took < 1 ? 'less than 1 s' : formatDuration(took)}.`]
      : []),
    ...(promoted && operation.from && formerRunsUntil
      ? [
          `${operation.from.tag} runs until ${formatClockTime(
            formerRunsUntil,
            options,
          )}.`,
        ]
      : []),
  ].join(' ');
}

function controllerOf(target: DeliveryTarget): string {
  return target.kind === 'rollout' ? 'the controller' : 'Argo CD';
}

function upstreamOf(target: DeliveryTarget): string {
  return target.kind === 'rollout' ? target.cluster : target.instance;
}
