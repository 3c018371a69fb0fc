import { execFile } from 'child_process';
import { mkdtemp } from 'fs/promises';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { promisify } from 'util';

const run = promisify(execFile);

const PERSON = {
  GIT_AUTHOR_NAME: 'Dana Kim',
  GIT_AUTHOR_EMAIL: 'dana.kim@shop.example',
  GIT_COMMITTER_NAME: 'Dana Kim',
  GIT_COMMITTER_EMAIL: 'dana.kim@shop.example',
};

/** Makes a bare repository whose main branch has one commit without files. */
export async function createRepository(
  parent: string,
): Promise<{ url: string; folder: string }> {
  const folder = await mkdtemp(join(parent, 'deploy-'));
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, {
      cwd: folder,
      env: { ...process.env, ...PERSON },
    });
    return stdout.trim();
  };
  await git('init', '--quiet', '--bare', '--initial-branch=main');
  const tree = await git('hash-object', '-t', 'tree', '-w', '/dev/null');
  const commit = await git('commit-tree', tree, '-m', 'Begin');
  await git('update-ref', 'refs/heads/main', commit);
  return { url: pathToFileURL(folder).href, folder };
}
