import { WatchScope } from '../../entities/WatchScope';

/**
 * The values that the entity and its environment give to a variable of this
 * name, best first; undefined for a name that means nothing here.
 */
export function boundValues(
  name: string,
  scope: WatchScope,
): string[] | undefined {
  const { links, places, environment, datadogEnv } = scope;
  switch (name.toLowerCase()) {
    case 'service':
      return links.service ? [links.service] : undefined;
    case 'env':
    case 'environment':
      return [environment.name, datadogEnv];
    case 'namespace':
      return unique(places.flatMap(({ namespaces }) => namespaces));
    case 'cluster':
      return unique(places.map(({ cluster }) => cluster));
    default:
      return undefined;
  }
}

function unique(values: string[]): string[] | undefined {
  return values.length > 0 ? [...new Set(values)] : undefined;
}
