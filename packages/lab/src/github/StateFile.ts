import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const missingFile = z.object({ code: z.literal('ENOENT') });

/**
 * One small piece of state, kept in a JSON file.
 *
 * @remarks
 * A change is on disk before `update` returns, so that whoever hears of it may
 * rely on it after a restart. Writing beside the file and renaming keeps a
 * reader from ever seeing half of it.
 */
export class StateFile<T> {
  private constructor(private readonly path: string, private value: T) {}

  static open<S extends z.ZodType>(
    path: string,
    schema: S,
    initial: z.infer<S>,
  ): StateFile<z.infer<S>> {
    const text = readIfThere(path);
    return new StateFile(
      path,
      text === undefined ? initial : schema.parse(JSON.parse(text)),
    );
  }

  get(): T {
    return this.value;
  }

  update(change: (value: T) => T): T {
    const next = change(this.value);
    mkdirSync(dirname(this.path), { recursive: true });
    const draft = `${this.path}.new`;
    writeFileSync(draft, `${JSON.stringify(next, undefined, 2)}\n`);
    renameSync(draft, this.path);
    this.value = next;
    return next;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (missingFile.safeParse(error).success) {
      return undefined;
    }
    throw error;
  }
}
