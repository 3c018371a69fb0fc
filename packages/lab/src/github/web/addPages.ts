import { Markup, markup } from '../../http/markup';
import { Commit } from '../git/GitRepository';
import { GitHubContext } from '../GitHubContext';
import { PullRequest, WorkflowRun } from '../GitHubState';
import { Repository } from '../Repositories';
import { diff, Link, list, state } from './page';

/** What the person looks for is not there. */
export class NotFound extends Error {}

/** Adds a page of a repository: its title, and what is on it. */
export type AddPage = (
  path: string,
  render: (
    repository: Repository,
    params: Record<string, string>,
  ) => Promise<[title: string, ...content: Markup[]]>,
) => void;

/** Folders, files and commits. */
export function addCodePages(add: AddPage): void {
  add('', async repository => {
    const { git, name, record } = repository;
    const head = await git.resolve('main');
    return [
      name,
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
    return [
      message.split('\n')[0],
      markup`<p>${author.name}, ${author.date}, <code>${sha}</code></p>`,
      markup`<pre>${message}</pre>`,
      diff(await git.patch(parents[0], sha)),
    ];
  });
}

/** Pull requests, and the runs of workflows. */
export function addWorkPages(add: AddPage, context: GitHubContext): void {
  const { pulls, runs } = context;

  add('/pulls', async repository => {
    const links = pulls.list(repository).map((pull): Link => {
      const url = repository.page(`/pull/${pull.number}`);
      return [url, `#${pull.number} ${pull.title}`, pullState(pull)];
    });
    return [`Pull requests of ${repository.name}`, list(links)];
  });

  add('/pull/:number', async (repository, params) => {
    const { git } = repository;
    const pull = found(pulls.find(repository, Number(params.number)));
    const { author, title, body } = pull;
    const { base, head } = await pulls.ends(repository, pull);
    const start = base && head && (await git.mergeBase(base, head));
    const commits = start ? await git.log(`${base}..${head}`) : [];
    const checks = runs.list(repository.name).filter(run => run.sha === head);
    return [
      `${title} #${pull.number}`,
      markup`<p>${pullState(pull)} ${author} wants to merge <code>${
        pull.head
      }</code> into <code>${pull.base}</code></p>`,
      markup`<pre>${body}</pre>`,
      await mergeSection(repository, pull),
      markup`<h2>Checks</h2>${runList(repository, checks)}`,
      markup`<h2>Commits</h2>${commitList(repository, commits)}`,
      markup`<h2>Changes</h2>`,
      diff(start ? await git.patch(start, head) : ''),
    ];
  });

  async function mergeSection(repository: Repository, pull: PullRequest) {
    if (pull.merged) {
      const { by, commit } = pull.merged;
      const url = repository.page(`/commit/${commit}`);
      return markup`<p role="status">Merged by ${by} as <a href="${url}">${commit.slice(
        0,
        8,
      )}</a></p>`;
    }
    const action = repository.page(`/pull/${pull.number}/merge`);
    return (await pulls.isMergeable(repository, pull))
      ? markup`<form method="post" action="${action}"><button>Merge pull request</button></form>`
      : markup`<p role="status">This branch has conflicts; it cannot be merged.</p>`;
  }

  add('/actions', async repository => {
    const all = runs.list(repository.name);
    return [`Actions of ${repository.name}`, runList(repository, all)];
  });

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
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new NotFound();
  }
  return value;
}

async function folder(repository: Repository, revision: string, path: string) {
  const { git } = repository;
  const sha = await git.resolve(revision);
  const entries = await git.tree(`${sha}:${path}`);
  return list(
    entries.map(entry => {
      const to = encodeURI(path ? `${path}/${entry.path}` : entry.path);
      const start = `/${entry.type}/${encodeURIComponent(revision)}`;
      return [repository.page(`${start}/${to}`), entry.path];
    }),
  );
}

function commitList(repository: Repository, commits: Commit[]): Markup {
  return list(
    commits.map(({ sha, message, author }) => {
      const url = repository.page(`/commit/${sha}`);
      const remark = `${author.name}, ${author.date}, ${sha.slice(0, 8)}`;
      return [url, message.split('\n')[0], remark];
    }),
  );
}

function runList(repository: Repository, shown: WorkflowRun[]): Markup {
  return list(
    shown.map(run => {
      const url = repository.page(`/actions/runs/${run.id}`);
      return [url, `${run.workflow}: ${run.title}`, runState(run)];
    }),
  );
}

function pullState({ merged }: PullRequest): Markup {
  return merged ? state('Merged', 'good') : state('Open');
}

function runState({ conclusion }: WorkflowRun): Markup {
  switch (conclusion) {
    case 'success':
      return state('Succeeded', 'good');
    case 'failure':
      return state('Failed', 'bad');
    default:
      return state('In progress');
  }
}
