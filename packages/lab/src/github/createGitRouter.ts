import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { pipeline } from 'node:stream';
import { findAccount } from './accounts';
import { spawnGit } from './git/runGit';
import { GitHubContext } from './GitHubContext';

/** Git's smart HTTP protocol: what `git clone` and `git push` speak. */
export function createGitRouter(context: GitHubContext): Router {
  const { site, repositories, tokens } = context;
  const router = PromiseRouter();
  const root = `/${site.organization}/:repo.git`;
  const service = ':service(info/refs|git-upload-pack|git-receive-pack)';

  router.all(`${root}/${service}`, async (request, response) => {
    const repository = repositories.find(request.params.repo);
    if (!findAccount(request.headers.authorization, tokens)) {
      response.setHeader('WWW-Authenticate', 'Basic realm="GitHub"');
      response.status(401).type('text');
      response.send('A token is needed, as the password of any user.\n');
    } else if (!repository) {
      response.status(404).type('text').send('Repository not found.\n');
    } else {
      const { directory } = repository.git;
      const serve = () => runBackend(directory, request, response);
      const isPush = request.params.service === 'git-receive-pack';
      await (isPush ? repository.change(serve) : serve());
    }
  });
  return router;
}

/** Lets git's own CGI program answer. */
async function runBackend(
  directory: string,
  request: Request,
  response: Response,
): Promise<void> {
  const smartOnly = ['-c', 'http.getanyfile=false', 'http-backend'];
  const child = spawnGit(directory, smartOnly, {
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROJECT_ROOT: directory,
    PATH_INFO: `/${request.params.service}`,
    QUERY_STRING: new URL(request.url, 'http://localhost').search.slice(1),
    // Whoever has a token may push.
    REMOTE_USER: 'token',
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'],
    CONTENT_LENGTH: request.headers['content-length'],
    GIT_PROTOCOL: request.header('git-protocol'),
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
  });
  child.stderr.resume();
  // Where the client hangs up, the program ends by itself.
  pipeline(request, child.stdin, () => {});

  let head = '';
  for await (const chunk of child.stdout) {
    if (response.headersSent) {
      response.write(chunk);
      continue;
    }
    head += chunk.toString('latin1');
    const end = head.indexOf('\r\n\r\n');
    if (end >= 0) {
      sendHead(response, head.slice(0, end));
      response.write(Buffer.from(head.slice(end + 4), 'latin1'));
    }
  }
  response.end();
}

function sendHead(response: Response, head: string): void {
  for (const line of head.split('\r\n')) {
    const [name, value] = line.split(': ');
    if (name === 'Status') {
      response.status(parseInt(value, 10));
    } else {
      response.setHeader(name, value);
    }
  }
  response.flushHeaders();
}
