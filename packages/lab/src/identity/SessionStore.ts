import { join } from 'node:path';
import { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { JsonFile } from '../persistence/JsonFile';

const contentSchema = z.record(
  z.string(),
  z.looseObject({ exp: z.number().optional() }),
);

/**
 * Sessions, grants and tokens of the identity provider in one file, so that a
 * restart of the lab signs nobody out.
 */
export class SessionStore {
  static async open(directory: string): Promise<SessionStore> {
    const file = JsonFile.create<Record<string, AdapterPayload>>({
      path: join(directory, 'sessions.json'),
      schema: contentSchema,
      onError: error => process.emitWarning(String(error)),
    });
    return new SessionStore(file, (await file.read()) ?? {});
  }

  private readonly payloads: Map<string, AdapterPayload>;

  private constructor(
    private readonly file: JsonFile<Record<string, AdapterPayload>>,
    kept: Record<string, AdapterPayload>,
  ) {
    this.payloads = new Map(Object.entries(kept));
  }

  /** What `oidc-provider` keeps of one model, such as `RefreshToken`. */
  createAdapter(model: string): Adapter {
    const find = (isWanted: (payload: AdapterPayload) => boolean) =>
      [...this.payloads].find(
        ([key, payload]) =>
          key.startsWith(`${model}:`) && isWanted(payload) && isValid(payload),
      )?.[1];
    return {
      upsert: async (id, payload) => this.set(`${model}:${id}`, payload),
      find: async id => {
        const payload = this.payloads.get(`${model}:${id}`);
        return payload && isValid(payload) ? payload : undefined;
      },
      findByUid: async uid => find(payload => payload.uid === uid),
      findByUserCode: async code => find(({ userCode }) => userCode === code),
      consume: async id => {
        const payload = this.payloads.get(`${model}:${id}`);
        this.set(`${model}:${id}`, { ...payload, consumed: now() });
      },
      destroy: async id => this.delete(key => key === `${model}:${id}`),
      revokeByGrantId: async grantId =>
        this.delete((_key, payload) => payload.grantId === grantId),
    };
  }

  async close(): Promise<void> {
    await this.file.flush();
  }

  private set(key: string, payload: AdapterPayload): void {
    this.payloads.set(key, payload);
    this.save();
  }

  private delete(
    isUnwanted: (key: string, payload: AdapterPayload) => boolean,
  ): void {
    for (const [key, payload] of this.payloads) {
      if (isUnwanted(key, payload)) {
        this.payloads.delete(key);
      }
    }
    this.save();
  }

  private save(): void {
    this.file.schedule(() => {
      const kept = [...this.payloads].filter(([, payload]) => isValid(payload));
      return Object.fromEntries(kept);
    });
  }
}

function isValid({ exp = Infinity }: AdapterPayload): boolean {
  return exp > now();
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
