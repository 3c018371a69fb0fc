import { WorkflowRun } from '../GitHubState';
import { Repository } from '../Repositories';
import { AddEndpoint } from './Call';
import { presentCommit } from './commits';
import { GitHubError } from './GitHubError';
import { every, nodeId } from './repositories';

/** Commits, what lies between two of them, and what checks say of one. */
export function addCommitEndpoints(add: AddEndpoint): void {
  add('get', '/commits', async call => {
    const head = await call.commit(call.query('sha'));
    const path = call.query('path');
    const commits = await call.git.log(head, '--', ...(path ? [path] : []));
    const page = call.paginate(commits);
    return page.map(commit => presentCommit(call.repository, commit));
  });

  add('get', '/commits/:ref(*)/check-runs', async call => {
    const { context, repository } = call;
    const sha = await call.commit(call.params.ref);
    const all = context.runs.list(repository.name);
    const found = all.filter(run => run.sha === sha);
    const page = call.paginate(found);
    const check_runs = page.map(run => presentCheckRun(repository, run));
    return { total_count: found.length, check_runs };
  });

  add('get', '/commits/:ref(*)', async call => {
    const sha = await call.commit(call.params.ref);
    return presentCommit(call.repository, await call.git.commit(sha));
  });

  add('get', '/compare/:basehead(*)', async call => {
    const { git, params, repository } = call;
    const [baseName, headName] = params.basehead.split('...');
    const base = await call.commit(baseName);
    const head = await call.commit(headName);
    const ancestor = await git.mergeBase(base, head);
    if (ancestor === undefined) {
      throw GitHubError.notFound();
    }
    const ahead = await git.log('--reverse', `${base}..${head}`);
    const behind = await git.log(`${head}..${base}`);
    const path = `/compare/${base}...${head}`;
    const page = repository.page(path);
    const present = async (sha: string) =>
      presentCommit(repository, await git.commit(sha));
    return {
      url: repository.api(path),
      ...every('html_url permalink_url diff_url patch_url', page),
      base_commit: await present(base),
      merge_base_commit: await present(ancestor),
      status: compareStatus(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead.map(commit => presentCommit(repository, commit)),
    };
  });
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0) {
    return behind > 0 ? 'diverged' : 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}

function presentCheckRun(repository: Repository, run: WorkflowRun) {
  const { id, sha: head_sha, conclusion = null, title } = run;
  const status = conclusion ? 'completed' : 'in_progress';
  const url = repository.api(`/check-runs/${id}`);
  const page = repository.page(`/actions/runs/${id}`);
  const summary = run.notes.join('\n');
  return {
    id,
    head_sha,
    status,
    conclusion,
    url,
    name: run.workflow,
    node_id: nodeId('CheckRun', id),
    external_id: String(id),
    ...every('html_url details_url', page),
    started_at: run.startedAt,
    completed_at: run.completedAt ?? null,
    output: {
      title,
      summary,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    ...every('app check_suite', null),
    pull_requests: [],
  };
}
