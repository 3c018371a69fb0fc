import { setTimeout as delay } from 'node:timers/promises';

/** Resolves with true at the child's message, with false when it ends. */
export function untilMessage(child, expected) {
  return new Promise(resolve => {
    child.on('message', message => {
      if (message === expected) {
        resolve(true);
      }
    });
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
  });
}

/**
 * Resolves with true once the address answers 200, with false when the child
 * ends or the time is over.
 */
export async function untilReady(child, url, { timeoutMillis, token }) {
  const deadline = Date.now() + timeoutMillis;
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  while (!ended && Date.now() < deadline) {
    try {
      const response = await fetch(url, {
        headers: token ? { Authorization: `Bearer ${token}` } : {},
        signal: AbortSignal.timeout(2_000),
      });
      if (response.ok) {
        return true;
      }
    } catch {
      // Not listening yet.
    }
    await delay(250);
  }
  return false;
}
