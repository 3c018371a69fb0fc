import { z } from 'zod';
import { badRequest, expired, resourceVersionTooLarge } from '../apiErrors';
import { KubernetesObject, ResourceStore } from '../ResourceStore';
import { apiVersionOf, ResourceDefinition } from '../resourceTypes';
import { WatchHistory } from '../watch/WatchHistory';
import { ListOptions } from './listOptions';

export interface ObjectList {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: unknown[];
}

const tokenSchema = z.object({ version: z.number().int(), after: z.string() });
type Token = z.infer<typeof tokenSchema>;

const EXPIRED_TOKEN =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/**
 * One page of a list.
 *
 * @remarks
 * Later pages show the objects as they are by then, under the version of the
 * first page: a watch from that version brings the reader up to date.
 */
export function listObjects(
  store: ResourceStore,
  history: WatchHistory,
  definition: ResourceDefinition,
  matches: (object: KubernetesObject) => boolean,
  options: ListOptions,
): ObjectList {
  checkVersion(store, options);
  const token = options.continue ? decodeToken(options.continue) : undefined;
  if (token && history.isExpired(token.version)) {
    const fresh = { ...token, version: Number(store.resourceVersion) };
    throw expired(EXPIRED_TOKEN, encodeToken(fresh));
  }
  const selected = store
    .list(definition)
    .filter(matches)
    .map(object => ({ path: pathOf(object), object }))
    .filter(({ path }) => token === undefined || path > token.after)
    .sort((left, right) => (left.path < right.path ? -1 : 1));

  const page = options.limit ? selected.slice(0, options.limit) : selected;
  const last = page.at(-1);
  const remaining = selected.length - page.length;
  const version = token?.version ?? Number(store.resourceVersion);
  return {
    kind: `${definition.kind}List`,
    apiVersion: apiVersionOf(definition),
    metadata: {
      resourceVersion: String(version),
      ...(remaining > 0 &&
        last && {
          continue: encodeToken({ version, after: last.path }),
          remainingItemCount: remaining,
        }),
    },
    items: page.map(({ object }) => toItem(definition, object)),
  };
}

/** Items of built-in kinds do not repeat their kind; custom ones do. */
function toItem(
  definition: ResourceDefinition,
  object: KubernetesObject,
): unknown {
  if (definition.custom) {
    return object;
  }
  const { apiVersion, kind, ...item } = object;
  return item;
}

function checkVersion(store: ResourceStore, options: ListOptions): void {
  const { resourceVersion, resourceVersionMatch } = options;
  if (resourceVersion === '') {
    return;
  }
  const version = parseVersion(resourceVersion);
  if (version === undefined) {
    throw badRequest(
      `resourceVersion: Invalid value: "${resourceVersion}": must be a whole number`,
    );
  }
  if (version > Number(store.resourceVersion)) {
    throw resourceVersionTooLarge(resourceVersion, store.resourceVersion);
  }
  if (
    resourceVersionMatch === 'Exact' &&
    resourceVersion !== store.resourceVersion
  ) {
    throw expired('The resourceVersion for the provided list is too old.');
  }
}

export function parseVersion(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function pathOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function encodeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeToken(text: string): Token {
  try {
    return tokenSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
  } catch {
    throw badRequest('continue key is not valid');
  }
}
