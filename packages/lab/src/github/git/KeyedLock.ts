/** Lets one task a key run at a time; the others wait for their turn. */
export class KeyedLock {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task);
    this.tails.set(
      key,
      result.catch(() => {}),
    );
    return result;
  }
}
