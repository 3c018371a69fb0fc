import path from 'node:path';
import { rootDir } from './paths.mjs';
import { labPorts } from './portalData.mjs';
import { isFree } from './ports.mjs';
import { untilMessage } from './readiness.mjs';
import { UserError } from './UserError.mjs';

/** Preloaded, it ends a process together with the one that started it. */
export const EXIT_WITH_PARENT = path.join(
  rootDir,
  'scripts/lib/exitWithParent.cjs',
);

/** Runs TypeScript as it is, and ends with the supervisor. */
export const NODE_ARGS = [
  '--require',
  EXIT_WITH_PARENT,
  '--require',
  path.join(rootDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
];

export async function assertFree(port, what, advice) {
  if (!(await isFree(port))) {
    throw new UserError(`Port ${port} for ${what} is in use. ${advice}`);
  }
}

/** Refuses ports of the lab that something else uses. */
export async function assertLabFree(lab) {
  for (const [what, port] of Object.entries(labPorts(lab))) {
    await assertFree(port, what, 'Stop what uses it, or start with --fresh.');
  }
}

/** Resolves with true once the lab and its sign-in are ready. */
export function startLab(supervisor, { node, env }, { dataDir, output }) {
  console.log('◌ Starting the lab …');
  const lab = supervisor.start('The lab', {
    command: node,
    args: [...NODE_ARGS, 'packages/lab/src/main.ts', '--data-dir', dataDir],
    cwd: rootDir,
    env,
    output,
  });
  return untilMessage(lab, 'ready');
}
