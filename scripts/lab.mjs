import { spawn } from 'node:child_process';
import path from 'node:path';
import { rootDir } from './lib/paths.mjs';
import { exitCodeOf } from './lib/run.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';

// `yarn lab <command>`: drives the lab of a portal that runs.
await runMain(async () => {
  const { node, env } = await prepareToolchain();
  process.exitCode = await exitCodeOf(
    spawn(
      node,
      [
        '--require',
        path.join(
          rootDir,
          'node_modules/@backstage/cli/config/nodeTransform.cjs',
        ),
        path.join(rootDir, 'packages/lab/src/cli.ts'),
        ...process.argv.slice(2),
      ],
      { cwd: rootDir, env, stdio: ['ignore', 'inherit', 'inherit'] },
    ),
  );
});
