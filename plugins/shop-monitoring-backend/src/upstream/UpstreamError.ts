import { CustomErrorBase } from '@backstage/errors';
import { SourceReason } from '@shop-portal/plugin-shop-monitoring-common';

export interface UpstreamFailure {
  reason: SourceReason;
  /** When it may be asked again, on `rateLimited`. */
  retryAt?: Date;
  /** On `timeout`. */
  timeoutSeconds?: number;
}

/** An upstream gave no usable answer. Its message is for the log. */
export class UpstreamError extends CustomErrorBase {
  name = 'UpstreamError' as const;

  constructor(message: string, readonly failure: UpstreamFailure) {
    super(message);
  }
}
