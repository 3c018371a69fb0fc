import { InputError, NotFoundError } from '@backstage/errors';
import type { AutocompleteHandler } from '@backstage/plugin-scaffolder-node/alpha';

/** What a lookup answers: an id, and a text where there is one. */
export type LookupResult = Array<{ id: string; title?: string }>;

/** Answers one question of a form. The context is what a browser sent. */
export type Lookup = (
  context: Record<string, string>,
  signal: AbortSignal,
) => Promise<LookupResult>;

const LOOKUP_TIMEOUT_MILLIS = 10_000;

/** Answers the questions of forms, by the name of the resource asked for. */
export function createLookupHandler(
  lookups: Record<string, Lookup>,
): AutocompleteHandler {
  const byResource = new Map(Object.entries(lookups));
  return async ({ resource, context }) => {
    const lookup = byResource.get(resource);
    if (!lookup) {
      throw new InputError(`There is no resource ${resource}`);
    }
    const signal = AbortSignal.timeout(LOOKUP_TIMEOUT_MILLIS);
    return { results: await lookup(context ?? {}, signal) };
  };
}

/** @throws NotFoundError where the portal is not configured to have it */
export function requireConfigured<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new NotFoundError(`No ${what} is configured`);
  }
  return value;
}
