import { Application } from '../Application';

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --line: #8c959f; --accent: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --line: #6e7681; --accent: #79c0ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0 auto; padding: 1rem; max-width: 60rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
a { color: var(--accent); }
`;

export function applicationListPage(applications: readonly Application[]) {
  const rows = applications.map(({ metadata, status }) => [
    `<a href="/applications/${escapeHtml(
      `${metadata.namespace}/${metadata.name}`,
    )}">${escapeHtml(metadata.name)}</a>`,
    escapeHtml(status?.sync?.status ?? 'Unknown'),
    escapeHtml(status?.health?.status ?? 'Unknown'),
  ]);
  return page('Applications', [table(['Application', 'Sync', 'Health'], rows)]);
}

export function applicationPage({ metadata, spec, status }: Application) {
  const facts = [
    ['Project', spec.project],
    [
      'Destination',
      `${spec.destination.name ?? spec.destination.server}/${
        spec.destination.namespace
      }`,
    ],
    ['Source', `${spec.source?.repoURL} ${spec.source?.path}`],
    ['Sync', `${status?.sync?.status ?? 'Unknown'}`],
    ['Revision', status?.sync?.revision ?? 'none'],
    ['Health', status?.health?.status ?? 'Unknown'],
    ['Last operation', status?.operationState?.message ?? 'none'],
    ...(status?.conditions ?? []).map(({ type, message }) => [type, message]),
  ];
  const rows = (status?.resources ?? []).map(resource =>
    [
      resource.kind,
      resource.name,
      resource.status,
      resource.health?.status,
    ].map(cell => escapeHtml(cell ?? '')),
  );
  return page(metadata.name, [
    `<dl>${facts
      .map(
        ([name, value]) =>
          `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
      )
      .join('')}</dl>`,
    '<h2>Resources</h2>',
    table(['Kind', 'Name', 'Sync', 'Health'], rows),
    '<p><a href="/">All applications</a></p>',
  ]);
}

export function missingApplicationPage(): string {
  return page('Not found', ['<p>There is no such application.</p>']);
}

/** Cells are HTML already. */
function table(headings: string[], rows: string[][]): string {
  const head = headings.map(text => `<th scope="col">${text}</th>`).join('');
  const body = rows
    .map(cells => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function page(title: string, parts: string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Argo CD (lab)</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
