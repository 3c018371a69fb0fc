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
    const open = context.pulls.list(repository).filter(pull => !pull.closedAt);
    if (open.some(pull => pull.head === head && pull.base === base)) {
      throw refuse(`A pull request already exists for ${owner}${head}.`);
    }
    const draft = { ...body, head, base, author: account.login };
    const pull = context.pulls.create(repository, draft);
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
  return pull.closedAt ? 'closed' : 'open';
}

async function present({ context, git, repository }: Call, pull: PullRequest) {
  const { id, number, title, body = null, closedAt = null, createdAt } = pull;
  const { site } = repository;
  const { base, head } = await context.pulls.ends(repository, pull);
  const isMergeable = await context.pulls.isMergeable(repository, pull);
  const range = `${base}...${head}`;
  const changes =
    base && head ? await git.lines(['diff', '--numstat', range]) : [];
  const sum = (column: number) =>
    changes.reduce(
      (total, line) => total + (Number(line.split('\t')[column]) || 0),
      0,
    );
  const commits =
    base && head ? await git.lines(['rev-list', `${base}..${head}`]) : [];
  const accountOf = (login: string) =>
    presentAccount(ACCOUNTS.find(each => each.login === login) ?? YOU, site);
  const side = (ref: string, sha: string) => ({
    ...{ ref, sha, label: `${site.organization}:${ref}` },
    user: presentOwner(site),
    repo: presentRepository(repository),
  });
  const url = repository.api(`/pulls/${number}`);
  const page = repository.page(`/pull/${number}`);
  const addresses = {
    html: page,
    issue: repository.api(`/issues/${number}`),
    comments: repository.api(`/issues/${number}/comments`),
    review_comments: `${url}/comments`,
    review_comment: repository.api('/pulls/comments{/number}'),
    commits: `${url}/commits`,
    statuses: repository.api(`/statuses/${head}`),
  };
  const links = Object.entries(addresses);
  return {
    ...{ id, number, title, body, url, state: stateOf(pull) },
    node_id: nodeId('PullRequest', id),
    user: accountOf(pull.author),
    head: side(pull.head, head),
    base: side(pull.base, base),
    ...{ created_at: createdAt, updated_at: closedAt ?? createdAt },
    ...{ closed_at: closedAt, merged_at: pull.mergedAs ? closedAt : null },
    merge_commit_sha: pull.mergedAs ?? null,
    merged: pull.mergedAs !== undefined,
    merged_by: pull.mergedBy ? accountOf(pull.mergedBy) : null,
    mergeable: pull.closedAt ? null : isMergeable,
    mergeable_state: isMergeable ? 'clean' : 'dirty',
    commits: commits.length,
    changed_files: changes.length,
    ...{ additions: sum(0), deletions: sum(1) },
    ...Object.fromEntries(links.map(([key, href]) => [`${key}_url`, href])),
    ...every('diff_url patch_url', page),
    _links: {
      self: { href: url },
      ...Object.fromEntries(links.map(([key, href]) => [key, { href }])),
    },
    author_association: 'MEMBER',
    ...every('draft locked maintainer_can_modify', false),
    ...every('comments review_comments', 0),
    ...every('assignee auto_merge milestone', null),
    labels: [],
  };
}
