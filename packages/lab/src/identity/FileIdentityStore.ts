import { join } from 'node:path';
import { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { JsonFile } from '../persistence/JsonFile';

const contentSchema = z.record(
  z.string(),
  z.object({
    payload: z.record(z.string(), z.unknown()),
    expiresAt: z.number().optional(),
  }),
);

type Content = z.infer<typeof contentSchema>;

/**
 * Sessions, grants and tokens of the identity provider in one file, so that a
 * restart of the lab signs nobody out.
 */
export class FileIdentityStore {
  static async open(options: {
    directory: string;
    onError: (error: unknown) => void;
  }): Promise<FileIdentityStore> {
    const file = JsonFile.create<Content>({
      path: join(options.directory, 'sessions.json'),
      schema: contentSchema,
      onError: options.onError,
    });
    return new FileIdentityStore(file, (await file.read()) ?? {});
  }

  private readonly records: Map<string, Content[string]>;

  private constructor(private readonly file: JsonFile<Content>, kept: Content) {
    this.records = new Map(Object.entries(kept));
  }

  get(key: string): AdapterPayload | undefined {
    const record = this.records.get(key);
    return record && !isExpired(record) ? record.payload : undefined;
  }

  find(
    prefix: string,
    matches: (payload: AdapterPayload) => boolean,
  ): AdapterPayload | undefined {
    for (const key of this.records.keys()) {
      const payload = key.startsWith(prefix) ? this.get(key) : undefined;
      if (payload && matches(payload)) {
        return payload;
      }
    }
    return undefined;
  }

  set(key: string, payload: AdapterPayload, expiresInSeconds?: number): void {
    const expiresAt =
      expiresInSeconds === undefined
        ? undefined
        : Date.now() + expiresInSeconds * 1000;
    this.records.set(key, { payload, expiresAt });
    this.save();
  }

  delete(matches: (key: string, payload: AdapterPayload) => boolean): void {
    for (const [key, record] of this.records) {
      if (matches(key, record.payload)) {
        this.records.delete(key);
      }
    }
    this.save();
  }

  async close(): Promise<void> {
    await this.file.flush();
  }

  private save(): void {
    this.file.schedule(() => {
      for (const [key, record] of this.records) {
        if (isExpired(record)) {
          this.records.delete(key);
        }
      }
      return Object.fromEntries(this.records);
    });
  }
}

function isExpired(record: Content[string]): boolean {
  return record.expiresAt !== undefined && record.expiresAt <= Date.now();
}
