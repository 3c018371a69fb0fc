import { setTimeout as delay } from 'timers/promises';

/** For what raises no event: looks again until it holds, or fails with why. */
export async function eventually(
  assertion: () => void | Promise<void>,
  millis = 10_000,
): Promise<void> {
  const deadline = Date.now() + millis;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    await delay(20);
  }
}
