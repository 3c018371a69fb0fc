import { z } from 'zod';
import { ACCOUNTS, YOU } from '../accounts';
import { PullRequest } from '../GitHubState';
import { startWorkflow } from '../startWorkflow';
import { AddEndpoint, Call } from './Call';
import { GitHubError } from './GitHubError';
import {
  every,
  nodeId,
  presentAccount,
  presentOwner,
  presentRepository,
} from './repositories';

const listSchema = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  head: z.string().optional(),
  base: z.string().optional(),
});

const createSchema = z.strictObject({
  title: z.string().min(1),
  head: z.string().min(1),
  base: z.string().min(1),
  body: z.string().optional(),
});

const ADDRESSES =
  'html diff patch issue comments review_comment review_comments commits statuses';

const mergeSchema = z.strictObject({
  merge_method: z.literal('merge').optional(),
});

export function addPullEndpoints(add: AddEndpoint): void {
  add('get', '/pulls', async call => {
    const { context, repository } = call;
    const { state, head, base } = listSchema.parse(call.request.query);
    const owner = context.site.organization;
    const found = context.pulls
      .list(repository)
      .filter(
        pull =>
          (state === 'all' || state === stateOf(pull)) &&
          (head ?? `${owner}:${pull.head}`) === `${owner}:${pull.head}` &&
          (base ?? pull.base) === pull.base,
      );
    return Promise.all(call.paginate(found).map(pull => present(call, pull)));
  });

  add('post', '/pulls', async call => {
    const { account, context, git, repository } = call;
    const { base, ...body } = createSchema.parse(call.body);
    const owner = `${context.site.organization}:`;
    const head = body.head.replace(owner, '');
    const branches = await git.branches();
    const [from, to] = [branches.get(base), branches.get(head)];
    const refuse = (message: string) =>
      GitHubError.invalid('PullRequest', to ? 'base' : 'head', message);
    if (!from || !to) {
      throw refuse('There is no such branch');
    }
    if ((await git.mergeBase(from, to)) === to) {
      throw refuse(`No commits between ${base} and ${head}`);
    }
    const open = context.pulls.list(repository).filter(pull => !pull.merged);
    if (open.some(pull => pull.head === head && pull.base === base)) {
      throw refuse(`A pull request already exists for ${owner}${head}.`);
    }
    const draft = { ...body, head, base, author: account.login };
    const pull = await context.pulls.create(repository, draft);
    const { name } = repository;
    await startWorkflow(context, { repository: name, branch: head, sha: to });
    return present(call, pull);
  });

  add('get', '/pulls/:number', async call => present(call, find(call)));

  add('put', '/pulls/:number/merge', async call => {
    mergeSchema.parse(call.body);
    const { pulls } = call.context;
    const sha = await pulls.merge(call.repository, find(call), call.account);
    if (sha === undefined) {
      throw new GitHubError(405, 'Pull Request is not mergeable');
    }
    return { sha, merged: true, message: 'Pull Request successfully merged' };
  });
}

function find({ context, params, repository }: Call): PullRequest {
  const pull = context.pulls.find(repository, Number(params.number));
  if (!pull) {
    throw GitHubError.notFound();
  }
  return pull;
}

function stateOf(pull: PullRequest): 'open' | 'closed' {
  return pull.merged ? 'closed' : 'open';
}

async function present({ context, git, repository }: Call, pull: PullRequest) {
  const { id, number, title, body = null, merged, createdAt } = pull;
  const merged_at = merged?.at ?? null;
  const { site } = repository;
  const { base, head } = await context.pulls.ends(repository, pull);
  const isMergeable = await context.pulls.isMergeable(repository, pull);
  const isThere = base && head;
  const ask = async (...args: string[]) => (isThere ? git.lines(args) : []);
  const commits = await ask('rev-list', `${base}..${head}`);
  const changes = await ask('diff', '--numstat', `${base}...${head}`);
  const counts = changes.map(line => line.split('\t').map(Number));
  const sum = (column: number) =>
    counts.reduce((total, count) => total + (count[column] || 0), 0);
  const accountOf = (login: string) =>
    presentAccount(ACCOUNTS.find(each => each.login === login) ?? YOU, site);
  const side = (ref: string, sha: string) => ({
    ...{ ref, sha, label: `${site.organization}:${ref}` },
    user: presentOwner(site),
    repo: presentRepository(repository),
  });
  const url = repository.api(`/pulls/${number}`);
  const page = repository.page(`/pull/${number}`);
  return {
    id,
    number,
    title,
    body,
    url,
    state: stateOf(pull),
    node_id: nodeId('PullRequest', id),
    user: accountOf(pull.author),
    head: side(pull.head, head),
    base: side(pull.base, base),
    created_at: createdAt,
    updated_at: merged_at ?? createdAt,
    closed_at: merged_at,
    merged_at,
    merge_commit_sha: merged?.commit ?? null,
    merged: merged !== undefined,
    merged_by: merged ? accountOf(merged.by) : null,
    mergeable: merged ? null : isMergeable,
    mergeable_state: isMergeable ? 'clean' : 'dirty',
    commits: commits.length,
    changed_files: changes.length,
    additions: sum(0),
    deletions: sum(1),
    // The lab has but one page for all of these.
    ...every(ADDRESSES.replace(/\w+/g, '$&_url'), page),
    _links: { ...every(ADDRESSES, { href: page }), self: { href: url } },
    author_association: 'MEMBER',
    ...every('draft locked maintainer_can_modify', false),
    ...every('comments review_comments', 0),
    ...every('assignee auto_merge milestone', null),
    labels: [],
  };
}
