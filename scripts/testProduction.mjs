import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { canEnterNamespace, runInNamespace } from './lib/networkNamespace.mjs';
import {
  prepareProductionTests,
  runProductionTests,
} from './lib/productionTests.mjs';
import { prepareToolchain } from './lib/toolchain.mjs';
import { runMain, UserError } from './lib/UserError.mjs';

// `node scripts/testProduction.mjs`: the tests of the production bundle alone.
await runMain(async () => {
  const [, , preparedFile] = process.argv;
  const toolchain = await prepareToolchain();
  if (preparedFile) {
    const prepared = JSON.parse(fs.readFileSync(preparedFile, 'utf8'));
    const { passed, failed } = await runProductionTests(toolchain, prepared);
    process.exitCode = failed > 0 ? 1 : 0;
    console.log(`\n${passed} passed, ${failed} failed`);
    return;
  }
  if (!canEnterNamespace()) {
    throw new UserError(
      'This machine allows no network namespace, in which the portal and its identity provider would have addresses of their own.',
    );
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shop-portal-'));
  const file = path.join(folder, 'prepared.json');
  fs.writeFileSync(
    file,
    JSON.stringify(await prepareProductionTests(toolchain)),
  );
  process.exitCode = await runInNamespace(
    toolchain.node,
    [fileURLToPath(import.meta.url), file],
    { env: toolchain.env },
  );
  fs.rmSync(folder, { recursive: true });
});
