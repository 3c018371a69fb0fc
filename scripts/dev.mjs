import fs from 'node:fs';
import path from 'node:path';
import { rootDir } from './lib/paths.mjs';
import { openPortalData } from './lib/portalData.mjs';
import {
  assertFree,
  assertLabFree,
  EXIT_WITH_PARENT,
} from './lib/startLab.mjs';
import { DEV_USAGE, parseDevOptions } from './lib/startOptions.mjs';
import { prepareUpstreams, startUpstreams } from './lib/startUpstreams.mjs';
import { Supervisor } from './lib/Supervisor.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain } from './lib/UserError.mjs';

// `yarn dev`: the lab, then `backstage-cli repo start`, which reloads app and
// backend when their sources change.
await runMain(async () => {
  const options = parseDevOptions(process.argv.slice(2));
  if (options.help) {
    console.log(DEV_USAGE);
    return;
  }
  const toolchain = await prepareToolchain();
  await assertFree(
    options.appPort,
    'the app',
    'Choose another with --app-port.',
  );
  await assertFree(options.port, 'the backend', 'Choose another with --port.');
  const data = await openPortalData(options);
  await assertLabFree(data.lab);
  process.exitCode = await startDevelopment(toolchain, {
    appPort: options.appPort,
    data: await prepareUpstreams(data),
    configFiles: [
      path.join(rootDir, 'app-config.yaml'),
      data.configFile,
      writeDevConfig(options),
    ],
  });
});

async function startDevelopment(toolchain, { appPort, data, configFiles }) {
  const supervisor = new Supervisor();
  const output = 'inherit';
  if (await startUpstreams(supervisor, toolchain, { ...data, output })) {
    console.log(
      `◌ Starting app and backend; open http://localhost:${appPort} …`,
    );
    supervisor.start('Development', {
      command: toolchain.node,
      args: [
        ...['--require', EXIT_WITH_PARENT],
        path.join(rootDir, 'node_modules/@backstage/cli/bin/backstage-cli'),
        ...['repo', 'start', '--require', EXIT_WITH_PARENT],
        ...configFiles.flatMap(file => ['--config', file]),
      ],
      cwd: rootDir,
      env: toolchain.env,
      output,
    });
  }
  return await supervisor.stopped;
}

/** What differs from `npm start`: the app has a server of its own. */
function writeDevConfig({ appPort, dataDir }) {
  const appUrl = `http://localhost:${appPort}`;
  const config = {
    app: { baseUrl: appUrl, listen: { host: '127.0.0.1', port: appPort } },
    backend: { cors: { origin: appUrl, credentials: true } },
  };
  const file = path.join(dataDir, 'app-config.dev.yaml');
  fs.writeFileSync(
    file,
    `# Written by \`yarn dev\` at every start; changes here are lost.\n${JSON.stringify(
      config,
      null,
      2,
    )}\n`,
  );
  return file;
}
