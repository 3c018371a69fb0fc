import { Markup, markup } from '../http/markup';
import { Notice } from './Notices';

/** What people would have read in Slack and in their mail. */
export function noticesPage(
  notices: readonly Notice[],
  portalUrl: string,
): Markup {
  return markup`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Slack and mail</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; }
      article { border-top: 1px solid; padding: 0.5rem 0; overflow-wrap: anywhere; }
      h2 { font-size: 1rem; margin: 0; }
      p { margin: 0.25rem 0; white-space: pre-line; }
    </style>
  </head>
  <body>
    <main>
      <h1>Slack and mail</h1>
      <p>What the lab's Slack and mail server have received, newest first. <a href="${portalUrl}">Portal</a></p>
      ${
        notices.length === 0
          ? markup`<p>Nothing has arrived yet.</p>`
          : notices.map(article)
      }
    </main>
  </body>
</html>`;
}

function article(notice: Notice): Markup {
  const { by, from, to, title, text, links, at, edited } = notice;
  return markup`<article>
        <h2>${title}</h2>
        <p>${by} from ${from} to ${to}, <time datetime="${at}">${at}</time>${
    edited ? ', edited' : ''
  }</p>
        <p>${text}</p>
        <ul>
          ${links.map(link => markup`<li><a href="${link}">${link}</a></li>`)}
        </ul>
      </article>`;
}
