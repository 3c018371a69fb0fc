import { mkdir, open, readFile, rename } from 'fs/promises';
import { dirname } from 'path';
import { z } from 'zod';

const WRITE_DELAY_MILLIS = 200;

/**
 * One value kept in a file. Changes within a moment are written together, and
 * a crash leaves the old content or the new one, never a part of it.
 */
export class JsonFile<T> {
  private timer: NodeJS.Timeout | undefined;
  private current: (() => T) | undefined;
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** `onError` hears of writes in the background that failed. */
  static create<T>(options: {
    path: string;
    schema: z.ZodType<T>;
    onError: (error: unknown) => void;
  }): JsonFile<T> {
    return new JsonFile(options.path, options.schema, options.onError);
  }

  /** The kept value, or undefined where there is none yet. */
  async read(): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isMissingFile(error)) {
        return undefined;
      }
      throw error;
    }
    const parsed = this.schema.safeParse(JSON.parse(text));
    if (!parsed.success) {
      throw new Error(
        `${this.path} is not as expected: ${z.prettifyError(parsed.error)}`,
      );
    }
    return parsed.data;
  }

  /** Writes soon; `current` is asked for the value then. */
  schedule(current: () => T): void {
    this.current = current;
    this.timer ??= setTimeout(
      () => this.flush().catch(this.onError),
      WRITE_DELAY_MILLIS,
    );
  }

  /** Writes now what was scheduled, and waits until it is on the disk. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { current } = this;
    this.current = undefined;
    if (current) {
      this.writing = this.writing
        .catch(() => undefined)
        .then(() => this.write(JSON.stringify(current())));
    }
    await this.writing;
  }

  private async write(text: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const partial = `${this.path}.partial`;
    // Only the owner may read it: a cluster's objects include its secrets.
    const file = await open(partial, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, this.path);
  }
}

function isMissingFile(error: unknown): boolean {
  return z.object({ code: z.literal('ENOENT') }).safeParse(error).success;
}
