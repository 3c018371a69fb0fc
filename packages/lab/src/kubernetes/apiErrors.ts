import { ApiError, StatusCause } from './ApiError';
import { ObjectKey, ResourceType } from './ResourceStore';

/** `rollouts.argoproj.io`, or `pods` in the core group. */
export function qualifiedName(type: ResourceType): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

function detailsOf(key: ResourceType & { name?: string }) {
  return {
    ...(key.name && { name: key.name }),
    ...(key.group && { group: key.group }),
    kind: key.plural,
  };
}

export function notFound(key: ObjectKey): ApiError {
  return new ApiError(
    404,
    'NotFound',
    `${qualifiedName(key)} "${key.name}" not found`,
    detailsOf(key),
  );
}

export function noSuchResource(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

export function alreadyExists(key: ObjectKey): ApiError {
  return new ApiError(
    409,
    'AlreadyExists',
    `${qualifiedName(key)} "${key.name}" already exists`,
    detailsOf(key),
  );
}

export function conflict(
  key: ObjectKey,
  why = 'the object has been modified; please apply your changes to the latest version and try again',
): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(key)} "${
      key.name
    }": ${why}`,
    detailsOf(key),
  );
}

export function uidConflict(
  key: ObjectKey,
  expected: string,
  actual: string,
): ApiError {
  return conflict(
    key,
    `Precondition failed: UID in precondition: ${expected}, UID in object meta: ${actual}`,
  );
}

export function invalid(
  kind: { kind: string; group: string },
  name: string,
  cause: Required<StatusCause>,
): ApiError {
  const qualifiedKind = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  return new ApiError(
    422,
    'Invalid',
    `${qualifiedKind} "${name}" is invalid: ${cause.field}: ${cause.message}`,
    {
      ...(name && { name }),
      ...(kind.group && { group: kind.group }),
      kind: kind.kind,
      causes: [cause],
    },
  );
}

/** What a failed JSON patch gets. It never says which operation failed. */
export function patchRejected(): ApiError {
  return new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}

export interface DeniedRequest extends ResourceType {
  user: string;
  verb: string;
  name?: string;
  namespace?: string;
  subresource?: string;
}

export function forbidden(request: DeniedRequest): ApiError {
  const { user, verb, plural, group, name, namespace, subresource } = request;
  const subject = name
    ? `${qualifiedName(request)} "${name}"`
    : qualifiedName(request);
  const resource = subresource ? `${plural}/${subresource}` : plural;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`,
    detailsOf(request),
  );
}

export function forbiddenPath(
  user: string,
  verb: string,
  path: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    {},
  );
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function notAcceptable(accepted: string[]): ApiError {
  return new ApiError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );
}

export function unsupportedMediaType(accepted: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

export function expired(message: string, continueToken?: string): ApiError {
  return new ApiError(410, 'Expired', message, undefined, {
    ...(continueToken && { continue: continueToken }),
  });
}

export function requestTooLarge(limit: number): ApiError {
  return new ApiError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${limit}`,
  );
}

export function tooManyRequests(retryAfterSeconds: number): ApiError {
  return new ApiError(
    429,
    'TooManyRequests',
    'Too many requests, please try again later.',
    { retryAfterSeconds },
  );
}

export function internalError(message: string): ApiError {
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    {
      causes: [{ message }],
    },
  );
}

export function resourceVersionTooLarge(
  requested: string,
  current: string,
): ApiError {
  return new ApiError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${requested}, current: ${current}`,
    {
      retryAfterSeconds: 1,
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
    },
  );
}
