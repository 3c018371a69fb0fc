import { Request } from 'express';
import { z } from 'zod';
import { ApiError, badRequest } from '../ApiError';

const count = z.coerce.number().int().min(0);
const VERSION = /^\d*$/;

const optionsSchema = z.object({
  labelSelector: z.string().default(''),
  fieldSelector: z.string().default(''),
  limit: count.default(0),
  continue: z.string().default(''),
  /** A list is always the newest; a watch starts after this version. */
  resourceVersion: count.default(0),
  allowWatchBookmarks: z.stringbool().default(false),
  timeoutSeconds: count.default(30 * 60),
  // What a real server would do and this one does not, it does not ignore.
  dryRun: z.undefined().optional(),
  sendInitialEvents: z.undefined().optional(),
  propagationPolicy: z.enum(['Background', 'Foreground']).optional(),
});

export type RequestOptions = z.infer<typeof optionsSchema>;

/** @throws ApiError 400 */
export function parseRequestOptions({ query, body }: Request): RequestOptions {
  // The body of a delete may say it instead.
  const { propagationPolicy = query.propagationPolicy } = Object(body);
  checkVersion(query);
  const parsed = optionsSchema.safeParse({ ...query, propagationPolicy });
  if (!parsed.success) {
    throw badRequest(z.prettifyError(parsed.error));
  }
  return parsed.data;
}

/** As a real server: to a watch it is an error of the server. */
function checkVersion({ resourceVersion = '', watch }: Request['query']): void {
  if (!VERSION.test(String(resourceVersion))) {
    const problem = `resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`;
    throw watch === undefined
      ? badRequest(`invalid resource version: ${problem}`)
      : new ApiError(500, undefined, problem);
  }
}
