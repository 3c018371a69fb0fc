/** What stock pages put between the parts of a title. */
const STOCK_SEPARATOR = ' | ';

/**
 * Turns the order of a stock title around, `entity | tab | app`, so that what
 * differs between two tabs of a browser comes first.
 */
export function formatDocumentTitle(title: string, appTitle: string): string {
  const parts = title
    .split(STOCK_SEPARATOR)
    .filter(part => part !== '' && part !== appTitle);
  return [...parts.reverse(), appTitle].join(' · ');
}
