import { InputError } from '@backstage/errors';
import type { ShopCreateConfig } from '../config';

const REPOSITORY = /^[A-Za-z0-9._-]+$/;

/**
 * Takes only the address of a catalog-info.yaml at the root of `main` of a
 * repository of the configured organisation, and returns it in one spelling.
 */
export function parseCatalogInfoUrl(
  text: string,
  { host, owner }: ShopCreateConfig['github'],
): string {
  const url = parseUrl(text);
  const [, organisation, repository, ...rest] = url?.pathname.split('/') ?? [];
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.host !== host ||
    url.username ||
    url.password ||
    url.search ||
    url.hash ||
    organisation !== owner ||
    !REPOSITORY.test(repository) ||
    rest.join('/') !== 'blob/main/catalog-info.yaml'
  ) {
    throw new InputError(
      `${text} is not a catalog-info.yaml on main of a repository of ${owner} on ${host}.`,
    );
  }
  return url.toString();
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
