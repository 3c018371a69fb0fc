import { Request, RequestHandler, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { findAccount, Tokens } from './authentication';
import { spawnGit } from './git';
import { GitHubContext } from './GitHubContext';
import { Repository } from './repositories';

const SERVICES = ['git-upload-pack', 'git-receive-pack'];

/** Git's smart HTTP protocol: what `git clone` and `git push` speak. */
export function createGitRouter(
  context: GitHubContext,
  tokens: Tokens,
): Router {
  const { links, repositories, branches } = context;
  const router = PromiseRouter();
  const root = `/${links.organization}/:repo.git`;

  const requireToken: RequestHandler = (request, response, next) => {
    if (findAccount(request.headers.authorization, tokens)) {
      response.setHeader('Cache-Control', 'no-cache');
      next();
      return;
    }
    response
      .status(401)
      .setHeader('WWW-Authenticate', 'Basic realm="GitHub"')
      .type('text')
      .send('A token is needed, as the password of any user.\n');
  };

  function find(request: Request, response: Response) {
    const repository = repositories.find(request.params.repo);
    if (!repository) {
      response.status(404).type('text').send('Repository not found.\n');
    }
    return repository;
  }

  router.get(`${root}/info/refs`, requireToken, async (request, response) => {
    const service = String(request.query.service);
    const repository = find(request, response);
    if (!repository) {
      return;
    }
    if (!SERVICES.includes(service)) {
      response.status(403).type('text').send('Only smart HTTP is served.\n');
      return;
    }
    response.type(`application/x-${service}-advertisement`);
    if (protocolOf(request) !== 'version=2') {
      const line = `# service=${service}\n`;
      const size = (line.length + 4).toString(16).padStart(4, '0');
      response.write(`${size}${line}0000`);
    }
    await serve(repository, service, request, response, ['--advertise-refs']);
  });

  router.post(`${root}/:service`, requireToken, async (request, response) => {
    const { service } = request.params;
    const repository = find(request, response);
    if (!repository) {
      return;
    }
    const expected = `application/x-${service}-request`;
    if (!SERVICES.includes(service)) {
      response.status(404).end();
      return;
    }
    if (request.headers['content-type'] !== expected) {
      response.status(415).end();
      return;
    }
    response.type(`application/x-${service}-result`);
    if (service === 'git-upload-pack') {
      await serve(repository, service, request, response);
      return;
    }
    await branches.exclusively(repository, async () => {
      const before = await readBranches(repository);
      await serve(repository, service, request, response);
      const after = await readBranches(repository);
      for (const branch of new Set([...before.keys(), ...after.keys()])) {
        const [old, now] = [before.get(branch), after.get(branch)];
        if (old !== now) {
          branches.moved(repository, branch, old, now);
        }
      }
    });
  });

  return router;
}

async function serve(
  { git }: Repository,
  service: string,
  request: Request,
  response: Response,
  options: string[] = [],
): Promise<void> {
  const protocol = protocolOf(request);
  const command = service.replace(/^git-/, '');
  const child = spawnGit(
    git.directory,
    [command, '--stateless-rpc', ...options, git.directory],
    protocol === undefined ? {} : { GIT_PROTOCOL: protocol },
  );
  const ended = once(child, 'close');
  child.stderr.resume();
  const zipped = request.headers['content-encoding'] === 'gzip';
  const input = zipped ? request.pipe(createGunzip()) : request;
  // Either side may hang up first; then the other one ends, too.
  await Promise.allSettled([
    pipeline(input, child.stdin),
    pipeline(child.stdout, response),
  ]);
  await ended;
}

function protocolOf(request: Request): string | undefined {
  const value = request.headers['git-protocol'];
  return typeof value === 'string' && /^[a-z0-9=:]{1,100}$/.test(value)
    ? value
    : undefined;
}

async function readBranches({ git }: Repository): Promise<Map<string, string>> {
  const refs = await git.refs('refs/heads');
  return new Map(
    refs.map(({ ref, sha }) => [ref.slice('refs/heads/'.length), sha]),
  );
}
