import { ActionProgressStep } from '@shop-portal/plugin-shop-react';
import {
  formatClockTime,
  Operation,
  OperationPhase,
} from '@shop-portal/plugin-shop-rollouts-common';
import { TranslationFunction } from '../../translation';

const STATES: Record<OperationPhase, ActionProgressStep['state']> = {
  accepted: 'done',
  nudged: 'info',
  stuck: 'problem',
  taken: 'done',
  done: 'done',
  diverted: 'info',
  failed: 'problem',
  refused: 'problem',
};

const FINAL: OperationPhase[] = ['done', 'diverted', 'failed', 'refused'];

/** Whether nothing more will come of an operation. */
export function isFinished(operation: Operation): boolean {
  return FINAL.includes(operation.phase);
}

function stepLabel(
  operation: Operation,
  phase: OperationPhase,
  t: TranslationFunction,
): string {
  if (phase === 'done') {
    return t(`progress.done.${operation.action}`);
  }
  if (phase === 'taken') {
    return operation.target.kind === 'rollout'
      ? t('progress.taken')
      : t('progress.takenByArgoCd');
  }
  return t(`progress.${phase}`);
}

/** An operation as steps: those that are over, the current and the next one. */
export function operationSteps(
  operation: Operation,
  t: TranslationFunction,
): ActionProgressStep[] {
  const over = operation.steps.map((step, index) => ({
    id: `${step.phase}-${index}`,
    state: STATES[step.phase],
    label: stepLabel(operation, step.phase, t),
    at: { iso: step.at, text: formatClockTime(step.at) },
  }));
  if (isFinished(operation)) {
    return over;
  }
  const ahead: OperationPhase[] = operation.steps.some(
    ({ phase }) => phase === 'taken',
  )
    ? ['done']
    : ['taken', 'done'];
  return [
    ...over,
    ...ahead.map((phase, index) => ({
      id: phase,
      state: index === 0 ? ('now' as const) : ('next' as const),
      label: stepLabel(operation, phase, t),
    })),
  ];
}
