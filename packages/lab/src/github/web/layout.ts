import { Commit, DiffFile } from '../git';
import { encodePath, Links } from '../Links';
import { Html, html } from './html';

export interface PageFrame {
  links: Links;
  portalUrl: string;
}

/** A whole page; inside a repository, with links to its parts. */
export function page(
  { links, portalUrl }: PageFrame,
  title: string,
  content: Html,
  repository?: string,
): Html {
  const sections: [string, string][] = repository
    ? [
        ['Code', ''],
        ['Commits', '/commits'],
        ['Pull requests', '/pulls'],
        ['Actions', '/actions'],
      ]
    : [];
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${links.organization}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <nav aria-label="Main">
            <ul>
              <li><a href="${portalUrl}">Portal</a></li>
              <li><a href="/">Repositories</a></li>
              ${sections.map(
                ([name, path]) =>
                  html`<li>
                    <a href="${links.page(repository ?? '', path)}">${name}</a>
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}

export function commitList(
  links: Links,
  repository: string,
  commits: Commit[],
): Html {
  return html`<ul class="list">
    ${commits.map(
      ({ sha, message, author }) =>
        html`<li>
          <a href="${links.page(repository, `/commit/${sha}`)}"
            >${message.split('\n')[0]}</a
          >
          <span class="muted"
            >${author.name}, <time>${author.date}</time>,
            <code>${sha.slice(0, 8)}</code></span
          >
        </li>`,
    )}
  </ul>`;
}

export function diff(files: DiffFile[]): Html {
  return html`<h2>
      ${files.length} changed ${files.length === 1 ? 'file' : 'files'}
    </h2>
    ${files.map(
      file => html`<section>
        <h3>
          <code>${file.path}</code>
          <span class="muted"
            >${file.status}, +${file.additions} −${file.deletions}</span
          >
        </h3>
        ${file.patch === undefined
          ? html`<p class="muted">No text to compare.</p>`
          : new Html(patch(file.patch))}
      </section>`,
    )}`;
}

/** Built by hand: in a `pre`, each line break would show. */
function patch(text: string): string {
  const rows = text.split('\n').map(line => {
    const { text: safe } = html`${line}`;
    if (line.startsWith('+')) {
      return `<ins>${safe}</ins>`;
    }
    return line.startsWith('-') ? `<del>${safe}</del>` : `${safe}\n`;
  });
  return `<pre tabindex="0">${rows.join('')}</pre>`;
}

export function preformatted(text: string): Html {
  return new Html(`<pre class="text">${html`${text}`.text}</pre>`);
}

export function fileLink(
  links: Links,
  repository: string,
  revision: string,
  entry: { path: string; type: string },
): Html {
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const path = `/${kind}/${encodePath(revision)}/${encodePath(entry.path)}`;
  const name = entry.path.split('/').at(-1);
  return html`<a href="${links.page(repository, path)}"
    >${name}${entry.type === 'tree' ? '/' : ''}</a
  >`;
}
