import { setTimeout as delay } from 'node:timers/promises';

/** Tries again until the expectation holds; its last failure is thrown. */
export async function eventually<T>(expectation: () => Promise<T>): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await delay(20);
  }
}
