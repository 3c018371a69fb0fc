import { randomBytes, randomUUID } from 'crypto';
import { isDeepStrictEqual } from 'util';
import { copyJson } from './copyJson';
import { conflict, invalid, uidConflict } from './apiErrors';
import { DraftObject, KubernetesObject, ObjectKey } from './ResourceStore';
import { ResourceDefinition } from './resourceTypes';
import { toTimestamp } from './timestamp';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_NAME_LENGTH = 253;
const GENERATED_SUFFIX_LENGTH = 5;
// The server's own alphabet: no vowels, so that no words come out.
const SUFFIX_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Kinds whose names may hold what no DNS name may, such as colons. */
const FREE_NAME_GROUPS = ['rbac.authorization.k8s.io'];

/** The object as it is first stored, without its resourceVersion. */
export function prepareNew(
  definition: ResourceDefinition,
  draft: DraftObject,
): KubernetesObject {
  const { status, ...content } = copyJson(draft);
  const { metadata } = content;
  const name = metadata.name || generateName(metadata.generateName);
  checkName(definition, name);
  const { namespace, generation, deletionTimestamp, ...kept } = metadata;
  return {
    ...content,
    metadata: {
      ...kept,
      name,
      ...(definition.namespaced && { namespace }),
      uid: randomUUID(),
      resourceVersion: '',
      ...(definition.generation && { generation: 1 }),
      creationTimestamp: toTimestamp(new Date()),
    },
    ...(status !== undefined && !definition.status && { status }),
  };
}

/** The object as a write would leave it, without a new resourceVersion. */
export function prepareChange(
  definition: ResourceDefinition,
  key: ObjectKey,
  current: KubernetesObject,
  draft: DraftObject,
  subresource: 'status' | undefined,
): KubernetesObject {
  const wanted = copyJson(draft);
  checkPreconditions(key, current, wanted.metadata);
  if (subresource === 'status') {
    const { status, ...rest } = current;
    return withStatus(rest, wanted.status);
  }

  const { status, ...content } = wanted;
  const changed = withStatus(
    {
      ...content,
      apiVersion: current.apiVersion,
      kind: current.kind,
      metadata: {
        ...content.metadata,
        name: current.metadata.name,
        uid: current.metadata.uid,
        resourceVersion: current.metadata.resourceVersion,
        creationTimestamp: current.metadata.creationTimestamp,
        ...pick(current.metadata, ['namespace', 'deletionTimestamp']),
      },
    },
    definition.status ? current.status : status,
  );
  delete changed.metadata.generation;
  if (current.metadata.generation !== undefined) {
    const same = isDeepStrictEqual(contentOf(changed), contentOf(current));
    changed.metadata.generation = current.metadata.generation + (same ? 0 : 1);
  }
  return changed;
}

export function checkPreconditions(
  key: ObjectKey,
  current: KubernetesObject,
  expected: { uid?: string; resourceVersion?: string },
): void {
  const { uid, resourceVersion } = current.metadata;
  if (expected.uid && expected.uid !== uid) {
    throw uidConflict(key, expected.uid, uid);
  }
  if (
    expected.resourceVersion &&
    expected.resourceVersion !== resourceVersion
  ) {
    throw conflict(key);
  }
}

/** The object after one of its owners is gone. */
export function withoutOwner(
  object: KubernetesObject,
  uid: string,
): KubernetesObject {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const others = ownerReferences.filter(owner => owner.uid !== uid);
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(others.length > 0 && { ownerReferences: others }),
    },
  };
}

function checkName(definition: ResourceDefinition, name: string): void {
  if (!name) {
    throw invalid(definition, '', {
      reason: 'FieldValueRequired',
      field: 'metadata.name',
      message: 'Required value: name or generateName is required',
    });
  }
  if (FREE_NAME_GROUPS.includes(definition.group)) {
    return;
  }
  if (name.length > MAX_NAME_LENGTH || !SUBDOMAIN.test(name)) {
    throw invalid(definition, name, {
      reason: 'FieldValueInvalid',
      field: 'metadata.name',
      message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    });
  }
}

function generateName(prefix: string | undefined): string {
  if (!prefix) {
    return '';
  }
  const suffix = Array.from(
    randomBytes(GENERATED_SUFFIX_LENGTH),
    byte => SUFFIX_ALPHABET[byte % SUFFIX_ALPHABET.length],
  );
  return prefix + suffix.join('');
}

/** What generation counts: all but metadata and status. */
function contentOf(object: KubernetesObject): unknown {
  const { metadata, status, ...content } = object;
  return content;
}

function withStatus(
  object: KubernetesObject,
  status: unknown,
): KubernetesObject {
  return status === undefined ? object : { ...object, status };
}

function pick<T extends object, K extends keyof T>(
  object: T,
  keys: K[],
): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) {
    if (object[key] !== undefined) {
      picked[key] = object[key];
    }
  }
  return picked;
}
