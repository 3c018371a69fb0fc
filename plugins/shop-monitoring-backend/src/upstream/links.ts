/** An address under a configured one; every part is escaped. */
export function buildLink(
  base: string,
  path: string[],
  query: Array<[name: string, value: string]> = [],
): string {
  const url = new URL([base, ...path.map(encodeURIComponent)].join('/'));
  for (const [name, value] of query) {
    url.searchParams.append(name, value);
  }
  return url.toString();
}

/** The text as an http or https address; undefined when it is none. */
export function readLink(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 4000 || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, href } = new URL(text);
  return ['http:', 'https:'].includes(protocol) ? href : undefined;
}
