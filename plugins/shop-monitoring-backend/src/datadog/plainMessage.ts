const MAX_LENGTH = 2_000;

/** Without Datadog's template syntax, and without whom it notifies. */
export function plainMessage(message: string): string {
  return message
    .slice(0, 10 * MAX_LENGTH)
    .replace(/\{\{[^{}]*\}\}/g, '')
    .replace(/(^|\s)@[\w.@/-]+/g, '$1')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
    .slice(0, MAX_LENGTH);
}
