import { Adapter, AdapterPayload } from 'oidc-provider';
import { FileIdentityStore } from './FileIdentityStore';

/** What `oidc-provider` stores of one model, such as `RefreshToken`. */
export class FileAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly store: FileIdentityStore,
  ) {}

  async upsert(
    id: string,
    payload: AdapterPayload,
    expiresIn?: number,
  ): Promise<void> {
    this.store.set(this.key(id), payload, expiresIn);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.store.get(this.key(id));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.store.find(this.key(''), payload => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.store.find(
      this.key(''),
      payload => payload.userCode === userCode,
    );
  }

  async consume(id: string): Promise<void> {
    const payload = this.store.get(this.key(id));
    if (payload) {
      const now = Math.floor(Date.now() / 1000);
      const lifetime =
        payload.exp === undefined ? undefined : payload.exp - now;
      this.store.set(this.key(id), { ...payload, consumed: now }, lifetime);
    }
  }

  async destroy(id: string): Promise<void> {
    this.store.delete(key => key === this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.store.delete((_key, payload) => payload.grantId === grantId);
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}
