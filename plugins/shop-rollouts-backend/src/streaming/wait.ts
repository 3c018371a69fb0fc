import { setTimeout as delay } from 'timers/promises';

/** Waits, or returns early when the signal is aborted. */
export async function wait(millis: number, signal: AbortSignal): Promise<void> {
  await delay(millis, undefined, { signal, ref: false }).catch(error => {
    if (!signal.aborted) {
      throw error;
    }
  });
}
