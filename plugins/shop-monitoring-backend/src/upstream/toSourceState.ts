import {
  SourceName,
  SourceState,
} from '@shop-portal/plugin-shop-monitoring-common';
import { Reading } from './AnswerCache';

/** What a reading says about its source. */
export function toSourceState(
  source: SourceName,
  instance: string | undefined,
  { asOf, failure }: Reading<unknown>,
): SourceState {
  return {
    source,
    ...(instance && { instance }),
    status: statusOf(asOf, failure !== undefined),
    ...(asOf && { asOf: asOf.toISOString() }),
    ...(failure && { reason: failure.reason }),
    ...(failure?.retryAt && { retryAt: failure.retryAt.toISOString() }),
    ...(failure?.timeoutSeconds && { timeoutSeconds: failure.timeoutSeconds }),
  };
}

function statusOf(
  asOf: Date | undefined,
  failed: boolean,
): SourceState['status'] {
  if (!failed) {
    return 'live';
  }
  return asOf ? 'stale' : 'failed';
}
