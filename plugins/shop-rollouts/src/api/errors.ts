import { CustomErrorBase } from '@backstage/errors';
import { StateChanged } from '@shop-portal/plugin-shop-rollouts-common';

/**
 * The state changed since the person looked, so nothing was done.
 * @public
 */
export class StateChangedError extends CustomErrorBase {
  name = 'StateChangedError' as const;
  readonly change: StateChanged;

  constructor(change: StateChanged) {
    super(change.error.message);
    this.change = change;
  }
}

/**
 * The request or its answer was lost: nobody knows whether it arrived.
 * @public
 */
export class AnswerLostError extends CustomErrorBase {
  name = 'AnswerLostError' as const;
}
