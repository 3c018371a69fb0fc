import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { GitHubContext } from '../GitHubContext';
import { WorkflowRun } from '../workflows';
import { Html, html } from './html';
import { page, PageFrame } from './layout';
import { NotFound, repositoryOf } from './requests';

const STATUS: Record<WorkflowRun['status'], string> = {
  queued: 'Queued',
  in_progress: 'In progress',
  completed: 'Completed',
};

/** Runs of the release workflow. */
export function createRunPages(
  context: GitHubContext,
  frame: PageFrame,
): Router {
  const { links, runs } = context;
  const router = PromiseRouter();
  const root = `/${links.organization}/:repo/actions`;

  router.get([root, `${root}/runs`], async (request, response) => {
    const { name } = repositoryOf(context, request);
    const all = runs.list(name);
    const content = all.length
      ? html`<ul class="list">
          ${all.map(
            run =>
              html`<li>
                ${statusLabel(run)}
                <a href="${links.page(name, `/actions/runs/${run.id}`)}"
                  >${run.title}</a
                >
                <span class="muted">release #${run.runNumber}</span>
              </li>`,
          )}
        </ul>`
      : html`<p>No workflow has run yet.</p>`;
    response.send(page(frame, `Actions of ${name}`, content, name).text);
  });

  router.get(`${root}/runs/:id(\\d+)`, async (request, response) => {
    const { name } = repositoryOf(context, request);
    const run = runs.find(Number(request.params.id));
    if (run?.repository !== name) {
      throw new NotFound('This run does not exist.');
    }
    const content = html`<p>
        ${statusLabel(run)} release #${run.runNumber} of
        <a href="${links.page(name, `/commit/${run.sha}`)}"
          ><code>${run.sha.slice(0, 8)}</code></a
        >
        on <code>${run.branch}</code>, started
        <time>${run.startedAt ?? run.createdAt}</time>
      </p>
      <ul class="list">
        ${run.notes.map(note => html`<li>${note}</li>`)}
      </ul>`;
    response.send(page(frame, run.title, content, name).text);
  });

  return router;
}

function statusLabel({ status, conclusion }: WorkflowRun): Html {
  switch (conclusion) {
    case 'success':
      return html`<span class="state good">Succeeded</span>`;
    case 'failure':
      return html`<span class="state bad">Failed</span>`;
    default:
      return html`<span class="state">${STATUS[status]}</span>`;
  }
}
