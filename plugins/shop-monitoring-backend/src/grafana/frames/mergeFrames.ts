import { Field, fieldTitle, Frame } from './Frame';

/**
 * One table of all frames: rows that agree in every column that they share
 * become one.
 */
export function mergeFrames(frames: Frame[]): Frame[] {
  const filled = frames.filter(({ fields }) => fields.length > 0);
  if (filled.length < 2) {
    return filled;
  }
  const columns = new Map<string, Field>();
  for (const frame of filled) {
    for (const field of frame.fields) {
      const title = titleOf(field, frame);
      if (!columns.has(title)) {
        columns.set(title, { ...field, displayName: title, values: [] });
      }
    }
  }
  const shared = [...columns.keys()].filter(title =>
    filled.every(frame => frame.fields.some(f => titleOf(f, frame) === title)),
  );
  const rows: Array<Map<string, unknown>> = [];
  const byKey = new Map<string, Array<Map<string, unknown>>>();
  for (const row of filled.flatMap(rowsOf)) {
    const key = JSON.stringify(shared.map(title => row.get(title) ?? null));
    const candidates = byKey.get(key) ?? [];
    const free = candidates.find(candidate => agree(candidate, row));
    if (free) {
      row.forEach((value, title) => free.set(title, value));
    } else {
      rows.push(row);
      byKey.set(key, [...candidates, row]);
    }
  }
  return [
    {
      refId: filled[0].refId,
      notices: filled.flatMap(({ notices }) => notices),
      fields: [...columns].map(([title, field]) => ({
        ...field,
        values: rows.map(row => row.get(title) ?? null),
      })),
    },
  ];
}

/** The values of two queries must not share a column by chance. */
function titleOf(field: Field, frame: Frame): string {
  const title = fieldTitle(field, frame);
  return title === 'Value' ? `Value #${frame.refId}` : title;
}

function rowsOf(frame: Frame): Array<Map<string, unknown>> {
  const length = Math.max(0, ...frame.fields.map(f => f.values.length));
  return Array.from(
    { length },
    (_, index) =>
      new Map(
        frame.fields.map(field => [titleOf(field, frame), field.values[index]]),
      ),
  );
}

function agree(a: Map<string, unknown>, b: Map<string, unknown>): boolean {
  return [...b].every(
    ([title, value]) => !a.has(title) || a.get(title) === value,
  );
}
