import { Markup, markup } from '../../http/markup';
import { Repository } from '../Repositories';

export const STYLES = `
:root { color-scheme: light dark; --line: #8c959f66; --link: #0550ae; --good: #116329; --bad: #a40e26; }
@media (prefers-color-scheme: dark) { :root { --link: #79c0ff; --good: #7ee787; --bad: #ffa198; } }
body { max-width: 72rem; margin: 0 auto; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
nav a { margin-right: 1rem; }
a { color: var(--link); }
ul { list-style: none; padding: 0; }
li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
pre { overflow-x: auto; padding: .75rem; border: 1px solid var(--line); border-radius: 6px; font: 14px/1.5 ui-monospace, monospace; }
ins, del { text-decoration: none; }
ins, .good { color: var(--good); }
del, .bad { color: var(--bad); }
button { font: inherit; padding: .4rem 1rem; border: 0; border-radius: 6px; background: #1a7f37; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

/** A link: its address, its text and, where useful, a remark after it. */
export type Link = [url: string, text: string, remark?: string | Markup];

/** A whole page; of a repository, with links to its parts. */
export function page(
  portalUrl: string,
  title: string,
  content: Markup[],
  repository?: Repository,
): string {
  const links: Link[] = [
    [portalUrl, 'Portal'],
    ['/', 'Repositories'],
  ];
  if (repository) {
    links.push(
      [repository.page(), 'Code'],
      [repository.page('/commits'), 'Commits'],
      [repository.page('/pulls'), 'Pull requests'],
      [repository.page('/actions'), 'Actions'],
    );
  }
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><nav aria-label="Main">${links.map(toAnchor)}</nav></header>
<main><h1>${title}</h1>${content}</main>
</body>
</html>`.text;
}

/** Links one below the other. */
export function list(links: Link[]): Markup {
  const items = links.map(link => markup`<li>${toAnchor(link)}</li>`);
  return items.length > 0 ? markup`<ul>${items}</ul>` : markup`<p>None.</p>`;
}

function toAnchor([url, text, remark]: Link): Markup {
  return markup`<a href="${url}">${text}</a> ${remark}`;
}

/** A unified diff; its signs tell added from removed without the color. */
export function diff(patch: string): Markup {
  const lines = patch.split('\n').map(line => {
    const tag = { '+': 'ins', '-': 'del' }[line[0]] ?? 'span';
    return markup`<${tag}>${line}</${tag}>\n`;
  });
  return markup`<pre tabindex="0">${lines}</pre>`;
}

/** The word for a state. */
export function state(word: string, className = ''): Markup {
  return markup`<strong class="${className}">${word}</strong>`;
}
