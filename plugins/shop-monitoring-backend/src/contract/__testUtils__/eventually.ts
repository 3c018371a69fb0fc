import { setTimeout as sleep } from 'timers/promises';

const EVERY_MILLIS = 200;
const WITHIN_MILLIS = 30_000;

/** Reads until it is as it should be; servers say nothing of their own accord. */
export async function eventually<T>(
  read: () => Promise<T>,
  isRight: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + WITHIN_MILLIS;
  for (;;) {
    const value = await read();
    if (isRight(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`It stayed ${JSON.stringify(value, undefined, 2)}`);
    }
    await sleep(EVERY_MILLIS);
  }
}
