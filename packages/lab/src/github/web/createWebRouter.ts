import { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Markup, markup } from '../../http/markup';
import { YOU } from '../accounts';
import { Commit } from '../git/GitRepository';
import { GitHubContext } from '../GitHubContext';
import { PullRequest, WorkflowRun } from '../GitHubState';
import { Repository } from '../Repositories';
import { diff, list, page, STYLES } from './page';

const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What the person looks for is not there. */
class NotFound extends Error {}

/** The pages that the portal's links lead to. They need no sign-in. */
export function createWebRouter(
  context: GitHubContext,
  portalUrl: string,
): Router {
  const { pulls, repositories, runs, site } = context;
  const router = PromiseRouter();
  router.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', POLICY);
    next();
  });
  router.get('/style.css', (_request, response) => {
    response.type('css').send(STYLES);
  });

  router.get(['/', `/${site.organization}`], (_request, response) => {
    const entries = repositories.list().map(repository => ({
      url: repository.page(),
      text: `${site.organization}/${repository.name}`,
      remark: repository.record.description,
    }));
    response.send(page(portalUrl, 'Repositories', list(entries)).text);
  });

  /** Adds a page of a repository. */
  function add(
    path: string,
    render: (
      repository: Repository,
      params: Record<string, string>,
    ) => Promise<[title: string, ...content: Markup[]]>,
  ): void {
    const route = `/${site.organization}/:repo${path}`;
    router.get(route, async (request, response) => {
      const repository = repositoryOf(request);
      const [title, ...content] = await render(repository, request.params);
      response.send(page(portalUrl, title, content, repository).text);
    });
  }

  function repositoryOf({ params }: Request): Repository {
    return found(repositories.find(params.repo));
  }

  add('', async repository => {
    const { git, name, record } = repository;
    const head = await git.resolve('main');
    return [
      `${site.organization}/${name}`,
      markup`<p>${record.description}</p>`,
      markup`<p>Clone with <code>git clone ${repository.page()}.git</code></p>`,
      head ? await folder(repository, 'main', '') : markup`<p>It is empty.</p>`,
    ];
  });

  add('/:kind(tree|blob)/:revision/:path(*)?', async (repository, params) => {
    const { git, name } = repository;
    const { revision, path = '' } = params;
    const sha = found(await git.resolve(revision));
    const entry = path ? found(await git.entry(sha, path)) : undefined;
    const content =
      entry?.type === 'blob'
        ? markup`<pre>${(await git.blob(entry.sha)).toString()}</pre>`
        : await folder(repository, revision, path);
    return [`${name} / ${path || revision}`, content];
  });

  add('/commits', async repository => {
    const { git, name } = repository;
    const head = found(await git.resolve('main'));
    const commits = await git.log('--max-count=100', head);
    return [`Commits of ${name}`, commitList(repository, commits)];
  });

  add('/commit/:sha', async (repository, params) => {
    const { git } = repository;
    const sha = found(await git.resolve(params.sha));
    const { message, author, parents } = await git.commit(sha);
    const [title] = message.split('\n');
    return [
      title,
      markup`<p>${author.name}, ${author.date}, <code>${sha}</code></p>`,
      markup`<pre>${message}</pre>`,
      diff(await git.patch(parents[0], sha)),
    ];
  });

  add('/pulls', async repository => {
    const entries = pulls.list(repository).map(pull => ({
      url: repository.page(`/pull/${pull.number}`),
      text: `#${pull.number} ${pull.title}`,
      remark: pullState(pull),
    }));
    return [`Pull requests of ${repository.name}`, list(entries)];
  });

  add('/pull/:number', async (repository, params) => {
    const { git } = repository;
    const pull = found(pulls.find(repository, Number(params.number)));
    const { author, title, body = '', head, base } = pull;
    const ends = await pulls.ends(repository, pull);
    const isThere = ends.base && ends.head;
    const commits = isThere ? await git.log(`${ends.base}..${ends.head}`) : [];
    const start = isThere && (await git.mergeBase(ends.base, ends.head));
    return [
      `${title} #${pull.number}`,
      markup`<p>${pullState(
        pull,
      )} ${author} wants to merge <code>${head}</code> into <code>${base}</code></p>`,
      markup`<pre>${body}</pre>`,
      await mergeSection(repository, pull),
      markup`<h2>Checks</h2>${runList(
        repository,
        run => run.sha === ends.head,
      )}`,
      markup`<h2>Commits</h2>${commitList(repository, commits)}`,
      markup`<h2>Changes</h2>${
        start ? diff(await git.patch(start, ends.head)) : ''
      }`,
    ];
  });

  async function mergeSection(repository: Repository, pull: PullRequest) {
    if (pull.mergedAs) {
      const commit = repository.page(`/commit/${pull.mergedAs}`);
      return markup`<p role="status">Merged by ${
        pull.mergedBy
      } as <a href="${commit}">${pull.mergedAs.slice(0, 8)}</a></p>`;
    }
    const action = repository.page(`/pull/${pull.number}/merge`);
    return (await pulls.isMergeable(repository, pull))
      ? markup`<form method="post" action="${action}"><button>Merge pull request</button></form>`
      : markup`<p role="status">This branch has conflicts; it cannot be merged.</p>`;
  }

  router.post(
    `/${site.organization}/:repo/pull/:number/merge`,
    sameOrigin,
    async (request, response) => {
      const repository = repositoryOf(request);
      const number = Number(request.params.number);
      const pull = found(pulls.find(repository, number));
      // The page says what became of it, merged or not.
      await pulls.merge(repository, pull, YOU);
      response.redirect(303, repository.page(`/pull/${number}`));
    },
  );

  add('/actions', async repository => [
    `Actions of ${repository.name}`,
    runList(repository, () => true),
  ]);

  add('/actions/runs/:id', async (repository, params) => {
    const all = runs.list(repository.name);
    const run = found(all.find(({ id }) => id === Number(params.id)));
    const commit = repository.page(`/commit/${run.sha}`);
    return [
      run.title,
      markup`<p>${runState(run)} ${
        run.workflow
      } of <a href="${commit}">${run.sha.slice(0, 8)}</a>, started ${
        run.startedAt
      }</p>`,
      markup`<ul>${run.notes.map(note => markup`<li>${note}</li>`)}</ul>`,
    ];
  });

  function runList(
    repository: Repository,
    isShown: (run: WorkflowRun) => boolean,
  ): Markup {
    const entries = runs
      .list(repository.name)
      .filter(isShown)
      .map(run => ({
        url: repository.page(`/actions/runs/${run.id}`),
        text: `${run.workflow}: ${run.title}`,
        remark: runState(run),
      }));
    return list(entries);
  }

  router.use(() => {
    throw new NotFound('There is no such page.');
  });
  const answerErrors: ErrorRequestHandler = (
    error,
    _request,
    response,
    _next,
  ) => {
    const isMissing = error instanceof NotFound;
    if (!isMissing) {
      process.stderr.write(`GitHub: ${error}\n`);
    }
    const title = isMissing ? 'Not found' : 'Something went wrong';
    response.status(isMissing ? 404 : 500);
    response.send(page(portalUrl, title, []).text);
  };
  router.use(answerErrors);
  return router;
}

function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new NotFound();
  }
  return value;
}

async function folder(
  repository: Repository,
  revision: string,
  path: string,
): Promise<Markup> {
  const { git } = repository;
  const sha = await git.resolve(revision);
  const entries = (await git.tree(`${sha}:${path}`)).map(entry => {
    const kind = entry.type === 'blob' ? 'blob' : 'tree';
    const to = encodeURI(path ? `${path}/${entry.path}` : entry.path);
    const prefix = `/${kind}/${encodeURIComponent(revision)}`;
    return { url: repository.page(`${prefix}/${to}`), text: entry.path };
  });
  return list(entries);
}

function commitList(repository: Repository, commits: Commit[]): Markup {
  const entries = commits.map(({ sha, message, author }) => ({
    url: repository.page(`/commit/${sha}`),
    text: message.split('\n')[0],
    remark: `${author.name}, ${author.date}, ${sha.slice(0, 8)}`,
  }));
  return list(entries);
}

function pullState({ mergedAs, closedAt }: PullRequest): Markup {
  if (mergedAs) {
    return markup`<strong class="good">Merged</strong>`;
  }
  return closedAt
    ? markup`<strong class="bad">Closed</strong>`
    : markup`<strong>Open</strong>`;
}

function runState({ conclusion }: WorkflowRun): Markup {
  switch (conclusion) {
    case 'success':
      return markup`<strong class="good">Succeeded</strong>`;
    case 'failure':
      return markup`<strong class="bad">Failed</strong>`;
    default:
      return markup`<strong>In progress</strong>`;
  }
}

/**
 * Only this server's own pages may send forms. A browser always names the
 * page's origin with a POST.
 */
const sameOrigin: RequestHandler = (request, response, next) => {
  if (request.headers.origin === `http://${request.headers.host}`) {
    next();
    return;
  }
  response.status(403).type('text').send('Only from this page itself.');
};
