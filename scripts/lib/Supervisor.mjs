import { spawn } from 'node:child_process';

const KILL_AFTER_MILLIS = 5_000;

/**
 * Starts the portal's processes and ends them together: on SIGINT, SIGTERM,
 * the end of this process, or the death of any of them.
 */
export class Supervisor {
  #children = new Map();
  #stopping;
  #onStopped;

  /** Resolves with the exit code when everything has ended. */
  stopped = new Promise(resolve => {
    this.#onStopped = resolve;
  });

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => this.stop(0));
    }
    process.on('exit', () => {
      for (const child of this.#children.values()) {
        child.kill('SIGKILL');
      }
    });
  }

  /**
   * Starts one process, with stdin ignored and a channel to this one, so that
   * it can say when it is ready and notice when this one is gone.
   */
  start(name, { command, args, cwd, env, output }) {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', output, output, 'ipc'],
    });
    this.#children.set(name, child);
    child.once('error', error => {
      console.error(`${name} could not be started: ${error.message}`);
      this.#children.delete(name);
      this.stop(1);
    });
    child.once('exit', (code, signal) => {
      this.#children.delete(name);
      if (!this.#stopping) {
        console.error(
          `✖ ${name} ended unexpectedly (${signal ?? `exit code ${code}`}).`,
        );
        this.stop(1);
      }
    });
    return child;
  }

  /** True as soon as anything made the portal stop. */
  get isStopping() {
    return this.#stopping !== undefined;
  }

  stop(exitCode) {
    this.#stopping ??= this.#endAll().then(() => this.#onStopped(exitCode));
    return this.#stopping;
  }

  async #endAll() {
    // Last started first: the backend before the lab that it talks to.
    for (const child of [...this.#children.values()].reverse()) {
      await endChild(child);
    }
  }
}

function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MILLIS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
