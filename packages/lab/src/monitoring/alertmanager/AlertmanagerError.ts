/**
 * An error as the API answers it: an object where a field is wrong, else text
 * or nothing.
 */
export class AlertmanagerError extends Error {
  constructor(
    readonly status: 400 | 404 | 422,
    readonly body?: string | { code: number; message: string },
  ) {
    super(typeof body === 'string' ? body : body?.message);
  }
}
