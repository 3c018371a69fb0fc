/** How Argo CD's gateway writes a refusal. */
export function argoCdRefusal(
  status: number,
  code: number,
  message: unknown,
): object {
  return { status, body: { error: message, code, message } };
}

export const PERMISSION_DENIED = argoCdRefusal(403, 7, 'permission denied');
