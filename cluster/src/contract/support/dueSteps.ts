const OPTIONAL = 'often skipped: ';

/** Marks a step of a sequence that may be missing: controllers skip it often. */
export function optional(step: string): string {
  return `${OPTIONAL}${step}`;
}

/** What was to be recorded: the sequence without optional steps that are missing. */
export function dueSteps(recorded: string[], sequence: string[]): string[] {
  let next = 0;
  return sequence.flatMap(step => {
    const isOptional = step.startsWith(OPTIONAL);
    const text = isOptional ? step.slice(OPTIONAL.length) : step;
    if (isOptional && recorded[next] !== text) {
      return [];
    }
    next += 1;
    return [text];
  });
}
