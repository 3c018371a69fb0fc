/** The only fields that lists and streams of Applications can be cut to. */
const SELECTABLE = [
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
  'spec.sources',
  'spec.sourceHydrator',
  'spec.syncPolicy',
  'status.sourceHydrator',
  'status.summary',
  'status.resources',
  'status.health',
  'status.sync.status',
  'status.sync.revision',
  'status.operationState.phase',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.operationState.operation.sync',
  'operation.sync',
];

type Projection = (application: object) => object;

/**
 * Reads `fields=`: names with a prefix, or with a leading `-` what to leave
 * out. Names that cannot be selected are ignored, as in Argo CD.
 */
export function parseFields(fields: string, prefix: string): Projection {
  if (fields === '') {
    return application => application;
  }
  const exclude = fields.startsWith('-');
  const asked = new Set(
    fields
      .replace(/^-/, '')
      .split(',')
      .filter(name => name.startsWith(prefix))
      .map(name => name.slice(prefix.length)),
  );
  const paths = SELECTABLE.filter(name => asked.has(name) !== exclude);
  return application => pick(application, paths);
}

function pick(source: object, paths: readonly string[]): object {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(source)) {
    const inner = paths
      .filter(path => path.startsWith(`${key}.`))
      .map(path => path.slice(key.length + 1));
    if (paths.includes(key)) {
      result[key] = value;
    } else if (
      inner.length > 0 &&
      typeof value === 'object' &&
      value !== null
    ) {
      const picked = pick(value, inner);
      if (Object.keys(picked).length > 0) {
        result[key] = picked;
      }
    }
  }
  return result;
}
