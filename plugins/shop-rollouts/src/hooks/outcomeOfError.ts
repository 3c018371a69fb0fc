import { ResponseError, stringifyError } from '@backstage/errors';
import { StateChangedError } from '../api/errors';
import { ActionOutcome, PressContext } from './ActionOutcome';

/** What a failed request means to the person who pressed. */
export function outcomeOfError(
  error: unknown,
  press: PressContext,
): ActionOutcome {
  if (error instanceof StateChangedError) {
    return { kind: 'state-changed', change: error.change, press };
  }
  if (error instanceof ResponseError) {
    const { response, statusCode, statusText, body } = error;
    const requestId = response.headers.get('x-request-id') ?? 'not known';
    return {
      kind: 'refused',
      message: body.error.message || statusText,
      details: `${statusCode} ${statusText}, request id ${requestId}, ${press.pressedAt}`,
    };
  }
  return {
    kind: 'refused',
    message: error instanceof Error ? error.message : stringifyError(error),
    details: `${stringifyError(error)}, ${press.pressedAt}`,
  };
}
