import { CustomErrorBase } from '@backstage/errors';
import {
  Operation,
  RolloutView,
  StateChanged,
} from '@shop-portal/plugin-shop-rollouts-common';

/** The target is no longer what the person looked at. Nothing was done. */
export class StateChangedError extends CustomErrorBase {
  name = 'StateChangedError' as const;
  readonly statusCode = 409;

  constructor(
    message: string,
    private readonly current: RolloutView,
    private readonly rival?: Operation,
  ) {
    super(message);
  }

  toBody(): StateChanged {
    return {
      error: { name: this.name, message: this.message },
      ...(this.rival && {
        by: {
          requestedBy: this.rival.requestedBy,
          requestedAt: this.rival.requestedAt,
          action: this.rival.action,
        },
      }),
      current: this.current,
    };
  }
}

/** The upstream understood, and refused or failed. */
export class UpstreamError extends CustomErrorBase {
  name = 'UpstreamError' as const;
  readonly statusCode = 502;
}

/** Nobody knows yet whether the upstream got the request. */
export class OutcomeUnknownError extends CustomErrorBase {
  name = 'OutcomeUnknownError' as const;
  readonly statusCode = 503;

  constructor() {
    super(
      'We do not know yet whether it arrived. Do not press again: the record tells what happened as soon as the cluster answers.',
    );
  }
}
