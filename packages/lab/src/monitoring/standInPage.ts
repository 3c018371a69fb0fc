import { Markup, markup } from '../http/markup';

/** A page to which links of the portal lead, where the real product has one. */
export function standInPage(options: {
  product: string;
  title: string;
  portalUrl: string;
  content: Markup;
}): string {
  const { product, title, portalUrl, content } = options;
  return markup`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · ${product}</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>This is the lab's stand-in for ${product}: it answers its API, and draws nothing. <a href="${portalUrl}">Portal</a></p>
      ${content}
    </main>
  </body>
</html>`.text;
}
