import { expired } from '../ApiError';
import { KubernetesObject, ResourceStore } from '../ResourceStore';
import { apiVersionOf, isCustom, ResourceDefinition } from '../resourceTypes';
import { Predicate } from './selectors';
import { RequestOptions } from './requestOptions';
import { Watches } from './Watches';

/**
 * One page of a list.
 *
 * @remarks
 * Later pages show the objects as they are by then, under the version of the
 * first page: a watch from that version brings the reader up to date.
 */
export function listObjects(
  { store, watches }: { store: ResourceStore; watches: Watches },
  definition: ResourceDefinition,
  matches: Predicate,
  options: RequestOptions,
): object {
  // The token is the version of the first page and the last path so far.
  const token = Buffer.from(options.continue, 'base64url').toString();
  const [version, after = ''] = (token || store.resourceVersion).split(' ');
  if (watches.isExpired(Number(version))) {
    throw expired('The provided continue parameter is too old.');
  }
  const limit = options.limit || Infinity;
  // One more than asked for tells whether there is another page.
  const selected = store.list(definition, {
    matches: object => matches(object) && pathOf(object) > after,
    limit: limit + 1,
  });
  const page = selected.slice(0, limit);
  const last = page.at(-1);
  const next =
    last && page.length < selected.length
      ? Buffer.from(`${version} ${pathOf(last)}`).toString('base64url')
      : undefined;
  return {
    kind: `${definition.kind}List`,
    apiVersion: apiVersionOf(definition.group, definition.version),
    metadata: { resourceVersion: version, continue: next },
    // Items of built-in kinds do not repeat their kind; custom ones do.
    items: isCustom(definition)
      ? page
      : page.map(({ apiVersion, kind, ...item }) => item),
  };
}

function pathOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
