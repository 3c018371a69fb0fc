import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';

const recordSchema = z.object({
  payload: z.record(z.string(), z.unknown()),
  expiresAt: z.number().optional(),
});

const fileSchema = z.record(z.string(), recordSchema);

interface StoredRecord {
  payload: AdapterPayload;
  expiresAt?: number;
}

/**
 * Sessions, grants and tokens of the identity provider in one file, so that a
 * restart of the lab signs nobody out.
 */
export class FileIdentityStore {
  static open(directory: string): FileIdentityStore {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, 'sessions.json');
    const records: Record<string, StoredRecord> = existsSync(path)
      ? fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
      : {};
    return new FileIdentityStore(path, new Map(Object.entries(records)));
  }

  private constructor(
    private readonly path: string,
    private readonly records: Map<string, StoredRecord>,
  ) {}

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
    this.records.set(key, {
      payload,
      expiresAt: expiresInSeconds && Date.now() + expiresInSeconds * 1000,
    });
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

  private save(): void {
    for (const [key, record] of this.records) {
      if (isExpired(record)) {
        this.records.delete(key);
      }
    }
    const draft = `${this.path}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(Object.fromEntries(this.records)), {
      mode: 0o600,
    });
    renameSync(draft, this.path);
  }
}

function isExpired(record: StoredRecord): boolean {
  return record.expiresAt !== undefined && record.expiresAt <= Date.now();
}
