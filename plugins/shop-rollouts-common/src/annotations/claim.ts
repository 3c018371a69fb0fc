import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { FULL_ENTITY_REF } from './patterns';

/**
 * The canonical form of one full entity reference, undefined for anything
 * else: a partial reference, a list, garbage.
 * @public
 */
export function canonicalEntityRef(value: unknown): string | undefined {
  if (typeof value !== 'string' || !FULL_ENTITY_REF.test(value)) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    return undefined;
  }
}

/**
 * Whether a Rollout or Application names this entity, and only it, in the
 * annotation `key`. Without that nobody may drive it through the entity.
 * @public
 */
export function isClaimedBy(
  object: { metadata: { annotations?: Readonly<Record<string, string>> } },
  entityRef: string,
  key: string,
): boolean {
  const annotations = object.metadata.annotations ?? {};
  if (!Object.hasOwn(annotations, key)) {
    return false;
  }
  const claimed = canonicalEntityRef(annotations[key]);
  return claimed !== undefined && claimed === canonicalEntityRef(entityRef);
}
