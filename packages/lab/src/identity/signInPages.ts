import { Person } from './people';

const title = 'Sign in to the shop portal (lab)';

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --page: #f6f8fa; --card: #fff; --line: #8c959f; --accent: #0550ae; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9da7b3; --page: #0d1117; --card: #161b22; --line: #6e7681; --accent: #79c0ff; }
}
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0; padding: 2rem 1rem; }
main { max-width: 28rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; }
p { color: var(--soft); }
ul { list-style: none; padding: 0; display: grid; gap: .75rem; }
button { width: 100%; min-height: 3.5rem; padding: .5rem 1rem; text-align: left; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
`;

/** The one page on which a person chooses who to be. */
export function choosePersonPage(options: {
  action: string;
  people: readonly Person[];
  portalUrl: string;
}): string {
  const buttons = options.people.map(
    person =>
      `<li><button type="submit" name="person" value="${escapeHtml(
        person.id,
      )}"><strong>${escapeHtml(person.name)}</strong> — ${escapeHtml(
        person.role,
      )}</button></li>`,
  );
  return page(`
<p>Choose a person. No password is asked: this provider serves this machine only.</p>
<form method="post" action="${escapeHtml(options.action)}">
<ul>
${buttons.join('\n')}
</ul>
</form>
<p><a href="${escapeHtml(options.portalUrl)}">Back to the portal</a></p>`);
}

export function signInProblemPage(options: {
  message: string;
  portalUrl: string;
}): string {
  return page(`
<p role="alert">${escapeHtml(options.message)}</p>
<p><a href="${escapeHtml(options.portalUrl)}">Back to the portal</a></p>`);
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>${body}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
