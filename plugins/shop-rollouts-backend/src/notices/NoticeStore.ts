/** One thing that was told about one release on one target. */
export interface NoticeKey {
  target: string;
  /** Revision and hash: going back to an old release is a new one. */
  release: string;
  event: string;
}

/** The durable memory of what was told, shared by all replicas. */
export interface NoticeStore {
  /** Whether anything about the target was ever noted. */
  isKnown(target: string): Promise<boolean>;
  /** True for exactly one caller: that one tells it. */
  claim(key: NoticeKey): Promise<boolean>;
  /** It could not be told; the next caller may try. */
  release(key: NoticeKey): Promise<void>;
}
