/** A step that a watcher may miss: the controller often skips it. */
const OPTIONAL = 'often skipped: ';

/** Marks a step of an expected sequence that may be missing. */
export function optional(step: string): string {
  return `${OPTIONAL}${step}`;
}

/** The same steps in the same order, but for optional ones that are missing. */
export function expectSteps(recorded: string[], expected: string[]): void {
  let next = 0;
  const due = expected.flatMap(step => {
    const isOptional = step.startsWith(OPTIONAL);
    const text = isOptional ? step.slice(OPTIONAL.length) : step;
    const isThere = recorded[next] === text;
    next += isThere || !isOptional ? 1 : 0;
    return isThere || !isOptional ? [text] : [];
  });
  expect(recorded).toEqual(due);
}
