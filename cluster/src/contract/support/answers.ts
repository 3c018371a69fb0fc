/** What a JSON patch gets that did not apply; it never says why. */
export const PATCH_REFUSED = {
  status: 422,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
    code: 422,
  },
};

/** A refusal with this code, reason and message. */
export function refusal(
  code: number,
  reason: string,
  message: unknown,
  details?: object,
): object {
  const status = { kind: 'Status', status: 'Failure', code, reason, message };
  return { status: code, body: { ...status, ...(details && { details }) } };
}
