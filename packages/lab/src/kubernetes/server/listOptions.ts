import { Request } from 'express';
import { z } from 'zod';
import { badRequest } from '../apiErrors';
import { KubernetesObject } from '../ResourceStore';
import { ResourceDefinition } from '../resourceTypes';
import { RequestTarget } from './requestTarget';
import { parseFieldSelector, parseLabelSelector } from './selectors';

const flag = z.string().transform(value => value !== 'false' && value !== '0');
const count = z
  .string()
  .regex(/^\d+$/, 'must be a whole number')
  .transform(Number);

const listOptionsSchema = z.object({
  watch: flag.default(false),
  allowWatchBookmarks: flag.default(false),
  sendInitialEvents: flag.optional(),
  labelSelector: z.string().default(''),
  fieldSelector: z.string().default(''),
  resourceVersion: z.string().default(''),
  resourceVersionMatch: z.enum(['Exact', 'NotOlderThan']).optional(),
  limit: count.default(0),
  continue: z.string().default(''),
  timeoutSeconds: count.optional(),
});

export type ListOptions = z.infer<typeof listOptionsSchema>;

export function parseListOptions(request: Request): ListOptions {
  const parsed = listOptionsSchema.safeParse(request.query);
  if (!parsed.success) {
    throw badRequest(
      `unable to decode query parameters: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}

/** The test for what a list, a watch or a delete of many covers. */
export function selectionOf(
  definition: ResourceDefinition,
  target: RequestTarget,
  options: ListOptions,
): (object: KubernetesObject) => boolean {
  const byLabels = parseLabelSelector(options.labelSelector);
  const byFields = parseFieldSelector(options.fieldSelector, definition);
  return object =>
    (target.namespace === undefined ||
      object.metadata.namespace === target.namespace) &&
    (target.name === undefined || object.metadata.name === target.name) &&
    byLabels(object) &&
    byFields(object);
}
