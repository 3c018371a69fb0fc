import { ResponseError } from '@backstage/errors';

/**
 * What somebody who looks for the cause needs to know: status, request id and
 * time, and no secret.
 * @public
 */
export function failureDetails(error: Error): string {
  const time = new Date().toISOString();
  if (!(error instanceof ResponseError)) {
    return `${error.name}: ${error.message}, ${time}`;
  }
  const id = error.response.headers.get('x-request-id') ?? 'not known';
  return `${error.statusCode} ${error.statusText}, request id ${id}, ${time}`;
}
