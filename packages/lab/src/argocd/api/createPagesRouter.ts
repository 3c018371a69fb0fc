import { Router } from 'express';
import { Markup, markup } from '../../http/markup';
import { Application } from '../Application';
import { ApplicationStore } from '../ApplicationStore';

/** Where links of the portal end: what everybody on this machine may see. */
export function createPagesRouter(
  store: ApplicationStore,
  portalUrl: string,
): Router {
  const router = Router();
  const page = (title: string, content: Markup) =>
    pageOf(title, markup`${content}<p><a href="${portalUrl}">Portal</a></p>`);

  router.get('/', (_request, response) => {
    const items = store.list().map(({ metadata: { namespace, name } }) => {
      const url = `/applications/${namespace}/${name}`;
      return markup`<li><a href="${url}">${name}</a></li>`;
    });
    response.send(page('Applications', markup`<ul>${items}</ul>`));
  });

  router.get('/applications/:namespace/:name', (request, response) => {
    const { namespace, name } = request.params;
    const application = store.get(name);
    if (application?.metadata.namespace === namespace) {
      response.send(page(name, describe(application)));
    } else {
      const content = markup`<p>There is no such application.</p>`;
      response.status(404).send(page('Not found', content));
    }
  });

  return router;
}

function describe({ spec, status }: Application): Markup {
  const facts = [
    ['Destination', `${spec.destination.name}/${spec.destination.namespace}`],
    ['Source', `${spec.source.repoURL} ${spec.source.path}`],
    ['Sync', status?.sync?.status],
    ['Revision', status?.sync?.revision],
    ['Health', status?.health?.status],
    ['Last operation', status?.operationState?.message],
    ...(status?.conditions ?? []).map(({ type, message }) => [type, message]),
    ...(status?.resources ?? []).map(resource => [
      `${resource.kind} ${resource.name}`,
      resource.status,
    ]),
  ];
  return markup`<dl>${facts.map(
    ([name, value]) => markup`<dt>${name}</dt><dd>${value || 'Unknown'}</dd>`,
  )}</dl>`;
}

function pageOf(title: string, content: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Argo CD (lab)</title>
<style>:root { color-scheme: light dark; } body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }</style>
</head>
<body><main><h1>${title}</h1>${content}</main></body>
</html>`.text;
}
