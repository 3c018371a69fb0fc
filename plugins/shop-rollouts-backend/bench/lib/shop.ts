const PAIRS = 5;
/** A catalog of all would take longer to read than everything else here. */
const CATALOGUED = 250;

/** Where one service runs. */
export interface Placement {
  service: string;
  clusters: string[];
}

/** The clusters: as many of development as of production. */
export const CLUSTERS = ['dev', 'prod'].flatMap(environment =>
  Array.from({ length: PAIRS }, (_, index) => `${environment}-${index + 1}`),
);

export const ENVIRONMENTS = ['dev', 'prod'].map((name, order) => ({
  name,
  title: name,
  order,
  production: name === 'prod',
  targets: CLUSTERS.filter(cluster => cluster.startsWith(name)).map(
    cluster => ({ cluster, namespaces: ['shop'] }),
  ),
}));

/** So many Rollouts: every service has one for dev and one for prod. */
export function placeServices(rollouts: number): Placement[] {
  return Array.from({ length: rollouts / 2 }, (_, index) => ({
    service: `service-${index}`,
    clusters: ['dev', 'prod'].map(
      environment => `${environment}-${(index % PAIRS) + 1}`,
    ),
  }));
}

/** Those that are in the catalog; they are read and changed. */
export function catalogued(placements: Placement[]): Placement[] {
  return placements.slice(0, CATALOGUED);
}

/** Every tenth release waits for a person. */
export function isWaiting(index: number): boolean {
  return index % 10 === 0;
}

export function entityRefOf(service: string): string {
  return `component:default/${service}`;
}
