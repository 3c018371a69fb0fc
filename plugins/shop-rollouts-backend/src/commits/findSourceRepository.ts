import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';
import { SourceRepository } from './CommitReader';

const SLUG_ANNOTATION = 'github.com/project-slug';
const SLUG = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/;

/**
 * The repository that an entity names, rebuilt from its parts, because
 * annotations are written by whoever owns the entity. Its host is that of the
 * entity's source where that is one of `hosts`, else the only one there is.
 */
export function findSourceRepository(
  entity: Entity,
  hosts: string[],
): SourceRepository | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const [, owner, name] = SLUG.exec(annotations[SLUG_ANNOTATION] ?? '') ?? [];
  const host =
    hosts.find(known => known === hostOf(annotations)) ??
    (hosts.length === 1 ? hosts[0] : undefined);
  if (!owner || !host || name === '.' || name === '..') {
    return undefined;
  }
  return { host, owner, name };
}

function hostOf(annotations: Record<string, string>): string | undefined {
  const location = annotations[ANNOTATION_SOURCE_LOCATION] ?? '';
  const url = location.startsWith('url:') ? location.slice('url:'.length) : '';
  return URL.canParse(url) ? new URL(url).host : undefined;
}
