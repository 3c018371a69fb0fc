import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './lib/buildApp.mjs';
import { rootDir } from './lib/paths.mjs';
import { openPortalData } from './lib/portalData.mjs';
import { assertFree, assertLabFree, NODE_ARGS } from './lib/startLab.mjs';
import { createStartupAccess } from './lib/startupAccess.mjs';
import { parseStartOptions, USAGE } from './lib/startOptions.mjs';
import { prepareUpstreams, startUpstreams } from './lib/startUpstreams.mjs';
import { Supervisor } from './lib/Supervisor.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';
import { untilReady } from './lib/readiness.mjs';

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
  const data = await openPortalData(options);
  await assertLabFree(data.lab);
  process.exitCode = await startPortal(toolchain, await prepareUpstreams(data));
});

async function startPortal(toolchain, data) {
  const supervisor = new Supervisor();
  const logFile = path.join(data.dataDir, 'portal.log');
  const output = fs.openSync(logFile, 'w');
  const started =
    (await startUpstreams(supervisor, toolchain, { ...data, output })) &&
    (await startBackend(supervisor, toolchain, { ...data, output }));

  if (started && !supervisor.isStopping) {
    console.log(welcome(data, logFile));
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

async function startBackend(
  supervisor,
  { node, env },
  { configFile, portalUrl, output },
) {
  console.log('◌ Starting the portal …');
  const access = createStartupAccess(env);
  const backend = supervisor.start('The portal', {
    command: node,
    args: [
      ...NODE_ARGS,
      'src/index.ts',
      '--config',
      path.join(rootDir, 'app-config.yaml'),
      '--config',
      configFile,
    ],
    cwd: path.join(rootDir, 'packages/backend'),
    env: {
      ...env,
      ...access.env,
      NODE_ENV: env.NODE_ENV ?? 'development',
    },
    output,
  });
  const until = (url, token) =>
    untilReady(backend, `${portalUrl}${url}`, {
      token,
      timeoutMillis: READY_TIMEOUT_MILLIS,
    });
  // People can sign in once the catalog knows them.
  return (
    (await until('/.backstage/health/v1/readiness')) &&
    until('/api/catalog/entities/by-name/user/default/vera.ito', access.token)
  );
}

function welcome({ portalUrl, lab }, logFile) {
  const real = lab.realControlPlane
    ? '\n  on a real Kubernetes, Argo Rollouts and Argo CD. Only the nodes are played.'
    : '';
  return `
✔ The shop portal runs at ${portalUrl}${real}

  Sign in as    Dana Kim      developer, shop-team
                Olga Petrova  operator, promotes in prod
                Piet Maas     platform engineer
                Vera Ito      looks at everything, changes nothing

  Things to try
    1. Create › New service: make "reviews" as Dana, merge its pull request.
    2. npm run lab -- push-tag storefront --env prod --tag 9f31c02
       then open storefront › Delivery as Olga and promote it.
    3. Open the same tab as Vera in a second browser and watch it change.
    4. npm run lab -- scale advertisements --env prod --replicas 0
       then open advertisements › Monitoring, and what Slack and mail got:
       http://localhost:${lab.notices.port}

  Log: ${path.relative(rootDir, logFile)}    Stop: Ctrl+C
`;
}
