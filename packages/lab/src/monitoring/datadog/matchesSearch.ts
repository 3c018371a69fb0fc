import { Monitor } from './Monitors';

const TERM = /(-?)(?:([a-z_]+):)?(?:"([^"]*)"|(\S+))/g;

/** Datadog's search language, as far as lists of monitors need it. */
export function matchesSearch(monitor: Monitor, query: string): boolean {
  return [...query.matchAll(TERM)].every(
    ([, minus, field, quoted, word]) =>
      matchesTerm(monitor, field, (quoted ?? word).toLowerCase()) !==
      (minus === '-'),
  );
}

function matchesTerm(
  { id, payload, status }: Monitor,
  field: string | undefined,
  value: string,
): boolean {
  const holds = (text: string) => text.toLowerCase().includes(value);
  switch (field) {
    case undefined:
      return holds(payload.name);
    case 'title':
      return holds(payload.name);
    case 'message':
      return holds(payload.message);
    case 'tag':
      return payload.tags.some(tag => tag.toLowerCase() === value);
    case 'status':
      return status.toLowerCase() === value;
    case 'type':
      return value === 'metric';
    case 'muted':
      return value === 'false';
    case 'id':
      return String(id) === value;
    case 'priority':
      return `p${payload.priority}` === value;
    default:
      // A tag, written without `tag:`; an unknown field finds nothing.
      return payload.tags.some(
        tag => tag.toLowerCase() === `${field}:${value}`,
      );
  }
}
