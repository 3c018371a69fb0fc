// What begins or ends something within a line.
const INLINE = /[\\`*_{}[\]<>()!|~&$#^=]/g;
// What makes a link of an address, and of `www.` or `x@y`.
const ADDRESS = /:(?=\/)|\.(?=\S)/g;
// What makes a list or a line of a paragraph's beginning.
const BEGINNING = /^(\s*)([-+]|\d+(?=[.)]))/;

/**
 * Writes a text so that Markdown shows it as it is: no heading, list, link,
 * picture, HTML or mention comes of it.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(INLINE, '\\$&')
    .replace(ADDRESS, '\\$&')
    .replace(BEGINNING, (_, space, start) =>
      /\d/.test(start)
        ? `${space}&#${start.charCodeAt(0)};${start.slice(1)}`
        : `${space}\\${start}`,
    )
    .replace(/@/g, '@<!-- -->');
}
