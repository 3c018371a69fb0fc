import { ClassicVariable } from '../definition/classic';

export interface LabelQuery {
  label: string;
  /** Which series to look at, before its variables are filled in. */
  selector?: string;
}

const WITH_SERIES = /^label_values\((.+),\s*([a-zA-Z_]\w*)\s*\)$/s;
const ALONE = /^label_values\(\s*([a-zA-Z_]\w*)\s*\)$/;

/** `label_values(label)` and `label_values(series, label)`. */
export function parseLabelQuery({
  query,
  definition,
}: ClassicVariable): LabelQuery | undefined {
  const text = textOf(query) ?? textOf(definition) ?? '';
  const alone = ALONE.exec(text.trim());
  if (alone) {
    return { label: alone[1] };
  }
  const match = WITH_SERIES.exec(text.trim());
  return match ? { selector: match[1].trim(), label: match[2] } : undefined;
}

/** Newer ones keep the text in an object. */
function textOf(query: unknown): string | undefined {
  if (typeof query === 'string') {
    return query;
  }
  return typeof query === 'object' &&
    query !== null &&
    'query' in query &&
    typeof query.query === 'string'
    ? query.query
    : undefined;
}
