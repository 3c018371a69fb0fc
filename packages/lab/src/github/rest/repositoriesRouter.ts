import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { GitHubContext } from '../GitHubContext';
import { ACCOUNTS, organizationAccount } from '../identities';
import { isRepositoryName, Repository } from '../repositories';
import { GitHubError } from './GitHubError';
import {
  presentAccount,
  presentMinimalRepository,
  presentOrganization,
  presentProfile,
  presentRepository,
} from './present';
import { accountOf, paginate, repositoryOf } from './requests';

const settings = {
  description: z.string().nullish(),
  homepage: z.string().nullish(),
  private: z.boolean().optional(),
  delete_branch_on_merge: z.boolean().optional(),
};

const createSchema = z.object({
  ...settings,
  name: z.string().min(1),
  auto_init: z.boolean().default(false),
});

const updateSchema = z.object({
  ...settings,
  // The lab renames nothing and has no other default branch.
  name: z.string().optional(),
  default_branch: z.literal('main').optional(),
});

const topicsSchema = z.object({
  names: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/)).max(20),
});

/** Accounts, the organisation, and what repositories there are. */
export function createRepositoriesRouter(context: GitHubContext): Router {
  const { links, repositories, branches, pulls, runs } = context;
  const organization = organizationAccount(links.organization);
  const router = PromiseRouter();

  const present = (repository: Repository) => {
    const open = pulls
      .list(repository.name)
      .filter(pull => pull.state === 'open');
    return presentRepository(repository, links, open.length);
  };
  const checkOrganization = (login: string) => {
    if (login.toLowerCase() !== links.organization.toLowerCase()) {
      throw GitHubError.notFound();
    }
  };

  router.get('/user', async (request, response) => {
    response.json(presentProfile(accountOf(request), links));
  });

  router.get('/users/:login', async (request, response) => {
    const account = [...ACCOUNTS, organization].find(
      each => each.login === request.params.login,
    );
    if (!account) {
      throw GitHubError.notFound();
    }
    response.json(presentProfile(account, links));
  });

  router.get('/orgs/:org', async (request, response) => {
    checkOrganization(request.params.org);
    response.json(presentOrganization(organization, links));
  });

  router.get('/orgs/:org/repos', async (request, response) => {
    checkOrganization(request.params.org);
    const all = repositories.list();
    const page = paginate(request, response, links.origin, all);
    response.json(page.map(each => presentMinimalRepository(each, links)));
  });

  router.post('/orgs/:org/repos', async (request, response) => {
    checkOrganization(request.params.org);
    const body = createSchema.parse(request.body);
    const name = repositoryName(body.name);
    if (repositories.find(name)) {
      throw refuseName('name already exists on this account');
    }
    const created = await repositories.create(name, toSettings(body));
    if (body.auto_init) {
      await branches.commitFiles({
        repository: name,
        message: 'Initial commit',
        author: accountOf(request),
        files: [{ path: 'README.md', content: `# ${name}\n` }],
      });
    }
    response.status(201).json(present(created));
  });

  router.get('/repos/:owner/:repo', async (request, response) => {
    response.json(present(repositoryOf(context, request)));
  });

  router.patch('/repos/:owner/:repo', async (request, response) => {
    const { name } = repositoryOf(context, request);
    const body = updateSchema.parse(request.body);
    if (body.name !== undefined && body.name !== name) {
      throw refuseName('renaming is not possible here');
    }
    response.json(present(repositories.update(name, toSettings(body))));
  });

  router.delete('/repos/:owner/:repo', async (request, response) => {
    const { name } = repositoryOf(context, request);
    await repositories.delete(name);
    pulls.forget(name);
    runs.forget(name);
    response.status(204).end();
  });

  router.get('/repos/:owner/:repo/topics', async (request, response) => {
    response.json({ names: repositoryOf(context, request).topics });
  });

  router.put('/repos/:owner/:repo/topics', async (request, response) => {
    const { name } = repositoryOf(context, request);
    const { names } = topicsSchema.parse(request.body);
    response.json({
      names: repositories.update(name, { topics: names }).topics,
    });
  });

  router.get('/repos/:owner/:repo/collaborators', async (request, response) => {
    repositoryOf(context, request);
    const page = paginate(request, response, links.origin, ACCOUNTS);
    const permissions = { pull: true, push: true, admin: true };
    response.json(
      page.map(account => ({
        ...presentAccount(account, links),
        permissions,
        role_name: 'admin',
      })),
    );
  });

  return router;
}

function toSettings(body: z.infer<typeof updateSchema>) {
  return {
    description: body.description ?? undefined,
    homepage: body.homepage ?? undefined,
    private: body.private,
    deleteBranchOnMerge: body.delete_branch_on_merge,
  };
}

/** GitHub turns what a name may not have into dashes, silently. */
function repositoryName(asked: string): string {
  const name = asked.replace(/[^A-Za-z0-9._-]+/g, '-');
  if (!isRepositoryName(name)) {
    throw refuseName('name is not available');
  }
  return name;
}

function refuseName(message: string): GitHubError {
  return new GitHubError(422, 'Repository creation failed.', [
    { resource: 'Repository', code: 'custom', field: 'name', message },
  ]);
}
