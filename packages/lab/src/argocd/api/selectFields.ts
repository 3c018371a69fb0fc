/** What a list can be asked for; any other name is passed over. */
const LIST_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'metadata.labels',
  'metadata.creationTimestamp',
  'metadata.deletionTimestamp',
  'spec',
  'spec.destination',
  'spec.project',
  'spec.source',
  'spec.syncPolicy',
  'status.summary',
  'status.sync.status',
  'status.sync.revision',
  'status.health',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.operationState.phase',
  'status.operationState.operation.sync',
  'status.resources',
  'operation.sync',
].map(field => `items.${field}`);

/** Which parts of an answer are kept. */
export interface Selection {
  fields: ReadonlySet<string>;
  /** Whether these are the ones to leave out. */
  excludes: boolean;
}

/** Reads `fields=a.b,c`, or `fields=-a.b` for all but these. */
export function parseFields(value: unknown): Selection | undefined {
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  const excludes = value.startsWith('-');
  const names = (excludes ? value.slice(1) : value).split(',');
  return { fields: new Set(names), excludes };
}

/** Of a list Argo CD knows these fields only, also those that stay. */
export function selectOfList(list: object, selection: Selection): unknown {
  const { fields, excludes } = selection;
  const kept = LIST_FIELDS.filter(field => fields.has(field) !== excludes);
  return select(list, {
    fields: new Set(['metadata', ...kept]),
    excludes: false,
  });
}

/** Lists count as their items: `result.application.status.history.id`. */
export function select(
  value: unknown,
  selection: Selection,
  path = '',
): unknown {
  if (Array.isArray(value)) {
    return value.map(item => select(item, selection, path));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const childPath = path ? `${path}.${key}` : key;
      const isNamed = selection.fields.has(childPath);
      const isKept = selection.excludes
        ? !isNamed
        : isNamed || leadsToNamed(childPath, selection.fields);
      if (!isKept) {
        return [];
      }
      return [[key, isNamed ? child : select(child, selection, childPath)]];
    }),
  );
}

function leadsToNamed(path: string, fields: ReadonlySet<string>): boolean {
  return [...fields].some(field => field.startsWith(`${path}.`));
}
