import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { GitHubContext } from '../GitHubContext';
import { Repository } from '../repositories';
import { Html, html } from './html';
import { commitList, diff, fileLink, page, preformatted } from './layout';
import { PageFrame } from './layout';
import { repositoryOf, splitRevision } from './requests';

const LARGEST_SHOWN = 500_000;

/** Repositories, folders, files and commits. */
export function createCodePages(
  context: GitHubContext,
  frame: PageFrame,
): Router {
  const { links, repositories } = context;
  const router = PromiseRouter();
  const root = `/${links.organization}/:repo`;

  router.get(['/', `/${links.organization}`], async (_request, response) => {
    const list = html`<ul class="list">
      ${repositories.list().map(
        ({ name, description }) =>
          html`<li>
            <a href="${links.page(name)}">${links.organization}/${name}</a>
            <span class="muted">${description}</span>
          </li>`,
      )}
    </ul>`;
    response.send(page(frame, 'Repositories', list).text);
  });

  async function folder(
    { git, name }: Repository,
    revision: string,
    sha: string,
    path: string,
  ): Promise<Html> {
    const entries = await git.tree(`${sha}:${path}`);
    const readme = entries.find(entry => /^readme\.md$/i.test(entry.path));
    const prefix = path ? `${path}/` : '';
    return html`<ul class="list">
        ${entries.map(
          entry =>
            html`<li>
              ${fileLink(links, name, revision, {
                ...entry,
                path: `${prefix}${entry.path}`,
              })}
            </li>`,
        )}
      </ul>
      ${readme &&
      html`<h2>${readme.path}</h2>
        ${preformatted((await git.blob(readme.sha)).toString())}`}`;
  }

  router.get(root, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { name, git, description } = repository;
    const head = await git.resolve('main');
    const content = html`<p>${description}</p>
      <p>Clone with <code>git clone ${links.page(name)}.git</code></p>
      ${head
        ? await folder(repository, 'main', head, '')
        : html`<p>This repository is empty.</p>`}`;
    const title = `${links.organization}/${name}`;
    response.send(page(frame, title, content, name).text);
  });

  router.get(`${root}/:kind(tree|blob)/:rest(*)`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { name, git } = repository;
    const { revision, sha, path } = await splitRevision(
      repository,
      request.params.rest,
    );
    const entry = path === '' ? undefined : await git.entry(sha, path);
    const title = `${name} / ${path || revision}`;
    let content: Html;
    if (path === '' || entry?.type === 'tree') {
      content = await folder(repository, revision, sha, path);
    } else if (entry?.type === 'blob') {
      const file = await git.blob(entry.sha);
      content =
        file.length > LARGEST_SHOWN || file.includes(0)
          ? html`<p>${file.length} bytes, not shown.</p>`
          : preformatted(file.toString());
    } else {
      response.status(404);
      content = html`<p>${path} is not in ${revision}.</p>`;
    }
    response.send(page(frame, title, content, name).text);
  });

  router.get(`${root}/commits`, async (request, response) => {
    const { name, git } = repositoryOf(context, request);
    const head = await git.resolve('main');
    const commits = head ? await git.log(head, { limit: 100 }) : [];
    const list = commitList(links, name, commits);
    response.send(page(frame, `Commits of ${name}`, list, name).text);
  });

  router.get(`${root}/commit/:sha`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { name, git } = repository;
    const { sha } = await splitRevision(repository, request.params.sha);
    const { message, author, parents } = await git.commit(sha);
    const [title, ...rest] = message.split('\n');
    const text = rest.join('\n').trim();
    const content = html`<p class="muted">
        ${author.name}, <time>${author.date}</time>, <code>${sha}</code>
      </p>
      ${text && preformatted(text)} ${diff(await git.diff(parents[0], sha))}`;
    response.send(page(frame, title, content, name).text);
  });

  return router;
}
