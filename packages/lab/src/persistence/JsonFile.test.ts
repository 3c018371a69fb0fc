import { createMockDirectory } from '@backstage/backend-test-utils';
import { readdir } from 'fs/promises';
import { z } from 'zod';
import { JsonFile } from './JsonFile';

const schema = z.object({ count: z.number() });

describe('JsonFile', () => {
  const directory = createMockDirectory();
  const errors: unknown[] = [];

  function openFile(path = 'state/count.json') {
    return JsonFile.create({
      path: directory.resolve(path),
      schema,
      onError: error => errors.push(error),
    });
  }

  it('reads nothing where nothing was written', async () => {
    expect(await openFile().read()).toBeUndefined();
  });

  it('writes what is true when it writes, not when it was asked', async () => {
    const file = openFile();
    const value = { count: 1 };
    file.schedule(() => value);
    value.count = 2;
    await file.flush();

    expect(await openFile().read()).toEqual({ count: 2 });
    expect(await readdir(directory.resolve('state'))).toEqual(['count.json']);
  });

  it('writes by itself after a moment', async () => {
    const file = openFile('background/count.json');
    const written = new Promise<void>(resolve => {
      file.schedule(() => {
        resolve();
        return { count: 3 };
      });
    });
    await written;
    await file.flush();

    expect(await openFile('background/count.json').read()).toEqual({
      count: 3,
    });
  });

  it('refuses a file that holds something else', async () => {
    directory.setContent({ 'state/count.json': '{"count":"many"}' });

    await expect(openFile().read()).rejects.toThrow(
      /count\.json is not as expected/,
    );
  });

  it('reports a write in the background that fails', async () => {
    directory.setContent({ blocked: 'a file, not a folder' });
    const failed = new Promise(resolve => {
      JsonFile.create({
        path: directory.resolve('blocked/count.json'),
        schema,
        onError: resolve,
      }).schedule(() => ({ count: 1 }));
    });

    await expect(failed).resolves.toMatchObject({ code: 'EEXIST' });
  });
});
