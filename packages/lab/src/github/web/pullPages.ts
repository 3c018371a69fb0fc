import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { GitHubContext } from '../GitHubContext';
import { YOU } from '../identities';
import { PullRequest } from '../pulls';
import { Html, html } from './html';
import { commitList, diff, page, PageFrame, preformatted } from './layout';
import { NotFound, repositoryOf, sameOrigin } from './requests';

/** Pull requests, and the button that merges one. */
export function createPullPages(
  context: GitHubContext,
  frame: PageFrame,
): Router {
  const { links, pulls, pullService } = context;
  const router = PromiseRouter();
  const root = `/${links.organization}/:repo`;

  router.get(`${root}/pulls`, async (request, response) => {
    const { name } = repositoryOf(context, request);
    const all = pulls.list(name);
    const content = all.length
      ? html`<ul class="list">
          ${all.map(
            pull =>
              html`<li>
                ${stateLabel(pull)}
                <a href="${links.page(name, `/pull/${pull.number}`)}"
                  >${pull.title}</a
                >
                <span class="muted">#${pull.number} by ${pull.author}</span>
              </li>`,
          )}
        </ul>`
      : html`<p>There are no pull requests.</p>`;
    response.send(page(frame, `Pull requests of ${name}`, content, name).text);
  });

  router.get(`${root}/pull/:number(\\d+)`, async (request, response) => {
    const repository = repositoryOf(context, request);
    const { name } = repository;
    const pull = pulls.find(name, Number(request.params.number));
    if (!pull) {
      throw new NotFound('This pull request does not exist.');
    }
    const details = await pullService.details(repository, pull);
    const content = html`<p>
        ${stateLabel(pull)} ${pull.author} wants to merge
        <code>${pull.head}</code> into <code>${pull.base}</code>
      </p>
      ${pull.body && preformatted(pull.body)}
      ${mergeSection(pull, details.mergeable)}
      <h2>Commits</h2>
      ${commitList(links, name, details.commits)} ${diff(details.files)}`;
    const title = `${pull.title} #${pull.number}`;
    response.send(page(frame, title, content, name).text);
  });

  function mergeSection(pull: PullRequest, mergeable: boolean): Html {
    const { repository, number, merged } = pull;
    if (merged) {
      const commit = links.page(repository, `/commit/${merged.commit}`);
      return html`<p role="status">
        Merged by ${merged.by} as
        <a href="${commit}"><code>${merged.commit.slice(0, 8)}</code></a>
      </p>`;
    }
    if (pull.state === 'closed') {
      return html`<p role="status">Closed without merging.</p>`;
    }
    return mergeable
      ? html`<form
          method="post"
          action="${links.page(repository, `/pull/${number}/merge`)}"
        >
          <button type="submit">Merge pull request</button>
        </form>`
      : html`<p role="status">
          This branch has conflicts, or is a draft; it cannot be merged.
        </p>`;
  }

  router.post(
    `${root}/pull/:number(\\d+)/merge`,
    sameOrigin,
    async (request, response) => {
      const repository = repositoryOf(context, request);
      const number = Number(request.params.number);
      // The page says what became of it, merged or not.
      await pullService.merge(repository, number, {
        method: 'merge',
        by: { login: YOU.login, person: YOU },
      });
      response.redirect(303, links.page(repository.name, `/pull/${number}`));
    },
  );

  return router;
}

function stateLabel(pull: PullRequest): Html {
  if (pull.merged) {
    return html`<span class="state good">Merged</span>`;
  }
  return pull.state === 'open'
    ? html`<span class="state">${pull.draft ? 'Draft' : 'Open'}</span>`
    : html`<span class="state bad">Closed</span>`;
}
