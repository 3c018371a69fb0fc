import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { GitHubContext } from '../GitHubContext';
import { encodePath } from '../Links';
import { Repository } from '../repositories';
import { GitHubError } from './GitHubError';
import { nodeId, presentCommit } from './present';
import { commitOf, paginate, refuseEmpty, repositoryOf } from './requests';

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const createSchema = z.object({ ref: z.string(), sha });
const updateSchema = z.object({ sha, force: z.boolean().default(false) });
// What the lab enforces is that a protected branch keeps its history.
const protectionSchema = z.object({
  required_status_checks: z.looseObject({}).nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z.looseObject({}).nullable(),
  restrictions: z.looseObject({}).nullable(),
});

/** Refs, and branches as the friendlier view of them. */
export function createRefsRouter(context: GitHubContext): Router {
  const { links, branches, repositories } = context;
  const router = PromiseRouter();
  const path = (rest: string) => `/repos/:owner/:repo/${rest}`;

  const presentRef = (name: string, ref: string, commit: string) => ({
    ref,
    node_id: nodeId('Ref', `${name}:${ref}`),
    url: links.api(name, `/git/${encodePath(ref)}`),
    object: {
      type: 'commit',
      sha: commit,
      url: links.api(name, `/git/commits/${commit}`),
    },
  });

  async function branchHead({ git }: Repository, branch: string) {
    const head = await git.parse(`refs/heads/${branch}`);
    if (head === undefined) {
      throw new GitHubError(404, 'Branch not found');
    }
    return head;
  }

  router.get(path('git/ref/:ref(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const ref = `refs/${request.params.ref}`;
    const commit = await repository.git.parse(ref);
    if (commit === undefined) {
      throw GitHubError.notFound();
    }
    response.json(presentRef(repository.name, ref, commit));
  });

  router.get(path('git/matching-refs/:ref(*)'), async (request, response) => {
    const { git, name } = repositoryOf(context, request);
    const prefix = `refs/${request.params.ref}`;
    const refs = (await git.refs('refs')).filter(each =>
      each.ref.startsWith(prefix),
    );
    response.json(refs.map(each => presentRef(name, each.ref, each.sha)));
  });

  router.post(path('git/refs'), async (request, response) => {
    const repository = repositoryOf(context, request);
    await refuseEmpty(repository);
    const body = createSchema.parse(request.body);
    const { git } = repository;
    const branch = branchName(body.ref);
    if (!(await git.isValidRef(body.ref))) {
      throw new GitHubError(422, `${body.ref} is not a valid ref name`);
    }
    if (!(await git.parse(`${body.sha}^{commit}`))) {
      throw new GitHubError(422, 'Object does not exist');
    }
    await branches.exclusively(repository, async () => {
      if (await git.parse(body.ref)) {
        throw new GitHubError(422, 'Reference already exists');
      }
      await branches.move(repository, branch, undefined, body.sha);
    });
    response.status(201).json(presentRef(repository.name, body.ref, body.sha));
  });

  router.patch(path('git/refs/:ref(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const body = updateSchema.parse(request.body);
    const { git } = repository;
    const ref = `refs/${request.params.ref}`;
    const branch = branchName(ref);
    if (!(await git.parse(`${body.sha}^{commit}`))) {
      throw new GitHubError(422, 'Object does not exist');
    }
    await branches.exclusively(repository, async () => {
      const before = await git.parse(ref);
      if (before === undefined) {
        throw new GitHubError(422, 'Reference does not exist');
      }
      const force =
        body.force && !repository.protectedBranches.includes(branch);
      if (!force && (await git.mergeBase(before, body.sha)) !== before) {
        throw new GitHubError(422, 'Update is not a fast forward');
      }
      await branches.move(repository, branch, before, body.sha);
    });
    response.json(presentRef(repository.name, ref, body.sha));
  });

  router.delete(path('git/refs/:ref(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const ref = `refs/${request.params.ref}`;
    const branch = branchName(ref);
    const isKept =
      branch === 'main' || repository.protectedBranches.includes(branch);
    if (isKept) {
      throw new GitHubError(422, `Cannot delete the branch ${branch}`);
    }
    await branches.exclusively(repository, async () => {
      if (!(await repository.git.parse(ref))) {
        throw new GitHubError(422, 'Reference does not exist');
      }
      await branches.delete(repository, branch);
    });
    response.status(204).end();
  });

  router.get(path('branches'), async (request, response) => {
    const { git, name, protectedBranches } = repositoryOf(context, request);
    const all = await git.refs('refs/heads');
    response.json(
      paginate(request, response, links.origin, all).map(each => ({
        name: branchName(each.ref),
        commit: { sha: each.sha, url: links.api(name, `/commits/${each.sha}`) },
        protected: protectedBranches.includes(branchName(each.ref)),
      })),
    );
  });

  router.put(
    path('branches/:branch(*)/protection'),
    async (request, response) => {
      const repository = repositoryOf(context, request);
      const { branch } = request.params;
      await branchHead(repository, branch);
      protectionSchema.parse(request.body);
      const { name, protectedBranches } = repository;
      repositories.update(name, {
        protectedBranches: [...new Set([...protectedBranches, branch])],
      });
      const url = links.api(name, `/branches/${encodePath(branch)}/protection`);
      response.json({
        url,
        allow_force_pushes: { enabled: false },
        allow_deletions: { enabled: false },
      });
    },
  );

  router.get(path('branches/:branch(*)'), async (request, response) => {
    const repository = repositoryOf(context, request);
    const { name, git, protectedBranches } = repository;
    const { branch } = request.params;
    await branchHead(repository, branch);
    const head = await commitOf(repository, branch);
    const isProtected = protectedBranches.includes(branch);
    const self = links.api(name, `/branches/${encodePath(branch)}`);
    response.json({
      name: branch,
      commit: presentCommit(name, await git.commit(head), links),
      _links: { self, html: links.page(name, `/tree/${encodePath(branch)}`) },
      protected: isProtected,
      protection: { enabled: isProtected },
      protection_url: `${self}/protection`,
    });
  });

  return router;
}

/** The lab keeps branches only. */
function branchName(ref: string): string {
  if (!ref.startsWith('refs/heads/')) {
    throw new GitHubError(422, `${ref} is not a branch`);
  }
  return ref.slice('refs/heads/'.length);
}
