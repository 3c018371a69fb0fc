/**
 * The scaffolder's autocomplete provider and resource that say where a
 * service's name is taken already.
 *
 * @public
 */
export const serviceNameLookup = {
  provider: 'shop',
  resource: 'serviceName',
} as const;

/** Where a name can be taken. @public */
export type ServiceNamePlace = 'github' | 'catalog';

/** A place that has the name already. @public */
export interface TakenServiceName {
  place: ServiceNamePlace;
  /** Name of the group that owns what has the name, where known. */
  owner?: string;
}

/**
 * Reads an answer of the lookup; what is not an answer of ours is left out.
 *
 * @public
 */
export function readTakenServiceNames(
  results: Array<{ id: string; title?: string }>,
): TakenServiceName[] {
  const taken = new Array<TakenServiceName>();
  for (const { id, title } of results) {
    if (id === 'github' || id === 'catalog') {
      taken.push({ place: id, owner: title });
    }
  }
  return taken;
}

/** Says in one sentence who has the name. @public */
export function describeTakenServiceName(
  name: string,
  taken: TakenServiceName,
): string {
  const place = taken.place === 'github' ? 'GitHub' : 'the catalog';
  const owner = taken.owner ? ` (owner: ${taken.owner})` : '';
  return `"${name}" exists in ${place}${owner}. Choose another name.`;
}
