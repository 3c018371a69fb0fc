import { Request } from 'express';
import { methodNotAllowed, RequestedResource } from '../ApiError';

/** What the path of a request names, whether it exists or not. */
export interface RequestTarget extends RequestedResource {
  version: string;
}

const PATH = new RegExp(
  [
    '^/(?:api|apis/(?<group>[^/]+))/(?<version>[^/]+)',
    '(?:/namespaces/(?<namespace>[^/]+)(?=/[^/]))?/(?<plural>[^/]+)',
    '(?:/(?<name>[^/]+)(?:/(?<subresource>[^/]+))?)?/?$',
  ].join(''),
);

const VERBS = new Map([
  ['GET many', 'list'],
  ['POST many', 'create'],
  ['GET one', 'get'],
  ['PUT one', 'update'],
  ['PATCH one', 'patch'],
  ['DELETE one', 'delete'],
]);

/** Undefined for a path that names no resource, such as `/apis`. */
export function parseTarget(path: string): RequestTarget | undefined {
  const parts = PATH.exec(path)?.groups;
  if (!parts) {
    return undefined;
  }
  const { group = '', version, namespace, plural, name, subresource } = parts;
  return { group, version, namespace, plural, name, subresource };
}

/** The verb that access rules speak of. */
export function verbOf(
  { method, query: { watch } }: Request,
  { name }: RequestTarget,
): string {
  const verb = VERBS.get(`${method} ${name ? 'one' : 'many'}`);
  if (!verb) {
    throw methodNotAllowed();
  }
  const isWatch = method === 'GET' && ['true', '1'].includes(String(watch));
  return isWatch ? 'watch' : verb;
}
