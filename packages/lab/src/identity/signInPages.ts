import { Markup, markup } from '../http/markup';
import { Person } from './people';

const TITLE = 'Sign in to the shop portal (lab)';

const STYLE = `
:root { color-scheme: light dark; --card: #fff; --line: #8c959f; --accent: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --card: #161b22; --line: #6e7681; --accent: #79c0ff; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 28rem; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
ul { list-style: none; padding: 0; display: grid; gap: .75rem; }
button { width: 100%; min-height: 3.5rem; padding: .5rem 1rem; text-align: left; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
`;

/** The one page on which a person chooses who to be. */
export function choosePersonPage(options: {
  action: string;
  people: readonly Person[];
  portalUrl: string;
}): string {
  const { action, people, portalUrl } = options;
  const items = people.map(
    ({ id, name, role }) =>
      markup`<li><button type="submit" name="person" value="${id}"><strong>${name}</strong> — ${role}</button></li>\n`,
  );
  return page(
    portalUrl,
    markup`<p>Choose a person. No password is asked: this provider serves this machine only.</p>
<form method="post" action="${action}"><ul>${items}</ul></form>`,
  );
}

export function signInProblemPage(message: string, portalUrl: string): string {
  return page(portalUrl, markup`<p role="alert">${message}</p>`);
}

function page(portalUrl: string, content: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main><h1>${TITLE}</h1>
${content}
<p><a href="${portalUrl}">Back to the portal</a></p></main>
</body>
</html>
`.text;
}
