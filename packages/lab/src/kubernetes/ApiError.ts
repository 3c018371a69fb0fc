import { ObjectKey, ResourceType } from './ResourceStore';

/** A refusal, with the `Status` that a real server would answer. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    message: string,
    readonly details?: object,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  get status(): object {
    const { code, reason, message, details } = this;
    const frame = { kind: 'Status', apiVersion: 'v1', metadata: {} };
    return { ...frame, status: 'Failure', message, reason, details, code };
  }
}

export interface RequestedResource extends ResourceType {
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** `rollouts.argoproj.io "storefront"`, or `pods` in the core group. */
function describe({ plural, group, name }: RequestedResource): string {
  const type = group ? `${plural}.${group}` : plural;
  return name ? `${type} "${name}"` : type;
}

export function detailsOf({ group, plural, name }: RequestedResource): object {
  return { name, group: group || undefined, kind: plural };
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** @param requested - a resource, or the path of something else */
export function forbidden(
  user: string,
  verb: string,
  requested: RequestedResource | string,
): ApiError {
  if (typeof requested === 'string') {
    const message = `forbidden: User "${user}" cannot ${verb} path "${requested}"`;
    return new ApiError(403, 'Forbidden', message, {});
  }
  const { group, plural, namespace, subresource } = requested;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const why = `User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`;
  const message = `${describe(requested)} is forbidden: ${why}`;
  return new ApiError(403, 'Forbidden', message, detailsOf(requested));
}

export function notFound(key: ObjectKey): ApiError {
  const message = `${describe(key)} not found`;
  return new ApiError(404, 'NotFound', message, detailsOf(key));
}

export function noSuchResource(): ApiError {
  const message = 'the server could not find the requested resource';
  return new ApiError(404, 'NotFound', message, {});
}

export function methodNotAllowed(): ApiError {
  const message =
    'the server does not allow this method on the requested resource';
  return new ApiError(405, 'MethodNotAllowed', message, {});
}

export function alreadyExists(key: ObjectKey): ApiError {
  const message = `${describe(key)} already exists`;
  return new ApiError(409, 'AlreadyExists', message, detailsOf(key));
}

export function conflict(key: ObjectKey): ApiError {
  const why =
    'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${describe(key)}: ${why}`;
  return new ApiError(409, 'Conflict', message, detailsOf(key));
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

export function invalid(
  { kind, group }: { kind: string; group: string },
  name: string,
  cause: { reason: string; field: string; message: string },
): ApiError {
  const subject = `${group ? `${kind}.${group}` : kind} "${name}"`;
  const message = `${subject} is invalid: ${cause.field}: ${cause.message}`;
  const details = { name, group: group || undefined, kind, causes: [cause] };
  return new ApiError(422, 'Invalid', message, details);
}
