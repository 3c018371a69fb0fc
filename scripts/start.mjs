import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './lib/buildApp.mjs';
import { rootDir } from './lib/paths.mjs';
import { openPortalData, labPorts } from './lib/portalData.mjs';
import { isFree } from './lib/ports.mjs';
import { parseStartOptions, USAGE } from './lib/startOptions.mjs';
import { Supervisor } from './lib/Supervisor.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain, UserError } from './lib/UserError.mjs';
import { untilMessage, untilReady } from './lib/readiness.mjs';

const READY_TIMEOUT_MILLIS = 300_000;

await runMain(async () => {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return;
  }
  const toolchain = await prepareToolchain();
  await buildApp(toolchain);
  await assertFree(options.port, 'the portal', 'Choose another with --port.');
  const { lab, configFile, portalUrl } = await openPortalData(options);
  for (const [what, port] of Object.entries(labPorts(lab))) {
    await assertFree(port, what, 'Stop what uses it, or start with --fresh.');
  }
  process.exitCode = await startPortal(toolchain, {
    ...options,
    configFile,
    portalUrl,
  });
});

async function assertFree(port, what, advice) {
  if (!(await isFree(port))) {
    throw new UserError(`Port ${port} for ${what} is in use. ${advice}`);
  }
}

async function startPortal({ node, env }, { dataDir, configFile, portalUrl }) {
  const supervisor = new Supervisor();
  const logFile = path.join(dataDir, 'portal.log');
  const output = fs.openSync(logFile, 'w');
  const nodeArgs = [
    '--require',
    path.join(rootDir, 'scripts/lib/exitWithParent.cjs'),
    '--require',
    path.join(rootDir, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
  ];

  console.log('◌ Starting the lab …');
  const labProcess = supervisor.start('The lab', {
    command: node,
    args: [...nodeArgs, 'packages/lab/src/main.ts', '--data-dir', dataDir],
    cwd: rootDir,
    env,
    output,
  });
  const started =
    (await untilMessage(labProcess, 'ready')) &&
    (await startBackend({
      supervisor,
      node,
      nodeArgs,
      env,
      configFile,
      portalUrl,
      output,
    }));

  if (started && !supervisor.isStopping) {
    console.log(welcome(portalUrl, logFile));
    process.send?.('ready');
  } else if (!supervisor.isStopping) {
    console.error('✖ The portal did not become ready within 5 minutes.');
    supervisor.stop(1);
  }
  const exitCode = await supervisor.stopped;
  if (exitCode !== 0) {
    console.error(`The log is in ${path.relative(rootDir, logFile)}.`);
  }
  return exitCode;
}

async function startBackend(options) {
  const { supervisor, node, nodeArgs, env, configFile, portalUrl, output } =
    options;
  console.log('◌ Starting the portal …');
  const backend = supervisor.start('The portal', {
    command: node,
    args: [
      ...nodeArgs,
      'src/index.ts',
      '--config',
      path.join(rootDir, 'app-config.yaml'),
      '--config',
      configFile,
    ],
    cwd: path.join(rootDir, 'packages/backend'),
    env: { ...env, NODE_ENV: env.NODE_ENV ?? 'development' },
    output,
  });
  return untilReady(
    backend,
    `${portalUrl}/.backstage/health/v1/readiness`,
    READY_TIMEOUT_MILLIS,
  );
}

function welcome(portalUrl, logFile) {
  return `
✔ The shop portal runs at ${portalUrl}

  Sign in as    Dana Kim      developer, shop-team
                Olga Petrova  operator, promotes in prod
                Piet Maas     platform engineer
                Vera Ito      looks at everything, changes nothing

  Things to try
    1. Create › New service: make "reviews" as Dana, merge its pull request.
    2. npm run lab -- push-tag storefront --env prod --tag 9f31c02
       then open storefront › Delivery as Olga and promote it.
    3. Open the same tab as Vera in a second browser and watch it change.

  Log: ${path.relative(rootDir, logFile)}    Stop: Ctrl+C
`;
}
