import { Request } from 'express';
import { badRequest, methodNotAllowed } from '../apiErrors';
import { ResourceType } from '../ResourceStore';

/** What the path of a request names, whether it exists or not. */
export interface RequestTarget extends ResourceType {
  version: string;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Parts of a namespace that look like resources inside it. */
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

/** Undefined for a path that names no resource, such as `/apis`. */
export function parseRequestTarget(path: string): RequestTarget | undefined {
  const [root, ...rest] = path.split('/').filter(Boolean).map(decode);
  if (root !== 'api' && root !== 'apis') {
    return undefined;
  }
  const group = root === 'api' ? '' : rest.shift();
  const version = rest.shift();
  if (group === undefined || version === undefined || rest.length === 0) {
    return undefined;
  }

  const [first, namespace, second] = rest;
  const isInNamespace =
    first === 'namespaces' &&
    second !== undefined &&
    !NAMESPACE_SUBRESOURCES.includes(second);
  const [plural, name, ...subresource] = isInNamespace ? rest.slice(2) : rest;
  return {
    group,
    version,
    plural,
    ...(isInNamespace && { namespace }),
    ...(name !== undefined && { name }),
    ...(subresource.length > 0 && { subresource: subresource.join('/') }),
  };
}

/** The verb that access rules speak of. */
export function verbOf(request: Request, target: RequestTarget): string {
  const one = target.name !== undefined;
  switch (request.method) {
    case 'GET':
      if (isWatch(request)) {
        return 'watch';
      }
      return one ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return one ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}

export function isWatch(request: Request): boolean {
  const { watch } = request.query;
  return watch !== undefined && watch !== 'false' && watch !== '0';
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`invalid URL escape in "${segment}"`);
  }
}
