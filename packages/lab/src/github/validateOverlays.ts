import { buildKustomization } from '@shop-portal/kubectl';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WorkflowRun } from './GitHubState';
import { parseOverlayPath } from './overlays';
import { Repositories } from './Repositories';

/**
 * What `validate.yml` does: builds every overlay of the services that a pull
 * request changes, with the real kustomize.
 */
export async function validateOverlays(
  repositories: Repositories,
  { repository, sha }: WorkflowRun,
): Promise<string[]> {
  const git = repositories.find(repository)?.git;
  if (!git) {
    throw new Error(`There is no repository ${repository}`);
  }
  const changed = await git.lines(['diff', '--name-only', `main...${sha}`]);
  const overlays = (await git.tree(sha, '-r')).filter(({ path }) => {
    const service = parseOverlayPath(path)?.service;
    return service && changed.some(each => each.startsWith(`apps/${service}/`));
  });
  const folder = await mkdtemp(join(tmpdir(), 'lab-validate-'));
  const notes: string[] = [];
  try {
    await git.text(['worktree', 'add', '--detach', folder, sha]);
    for (const { path } of overlays) {
      const { objects } = await buildKustomization(join(folder, dirname(path)));
      notes.push(`${dirname(path)} builds ${objects.length} objects`);
    }
  } finally {
    await git.text(['worktree', 'remove', '--force', folder]);
  }
  return notes;
}
