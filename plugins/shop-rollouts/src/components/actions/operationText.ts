import {
  describeOperationStep,
  Operation,
} from '@shop-portal/plugin-shop-rollouts-common';

/** The line of the newest step of an operation. */
export function operationText(
  operation: Operation,
  formerRunsUntil?: string,
): string {
  const last = operation.steps.at(-1);
  return last
    ? describeOperationStep(operation, last, { formerRunsUntil })
    : '';
}
