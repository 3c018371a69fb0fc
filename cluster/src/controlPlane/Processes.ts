import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { mkdirSync, openSync, closeSync } from 'fs';
import { join } from 'path';
import { setTimeout as sleep } from 'timers/promises';

const KILL_AFTER_MILLIS = 5_000;
const READY_TIMEOUT_MILLIS = 120_000;

/** A started program; `name` is also that of its log. */
interface Started {
  name: string;
  child: ChildProcess;
}

/** Programs that start one after the other and end together. */
export class Processes {
  private readonly started: Started[] = [];
  private isStopping = false;

  private constructor(
    private readonly logDir: string,
    private readonly onDeath: (message: string) => void,
  ) {}

  /**
   * @param options - `onDeath` hears of a program that ended by itself
   */
  static create(options: {
    logDir: string;
    onDeath: (message: string) => void;
  }): Processes {
    mkdirSync(options.logDir, { recursive: true });
    return new Processes(options.logDir, options.onDeath);
  }

  /** Starts a program that the kernel ends together with this process. */
  start(
    name: string,
    file: string,
    args: string[],
    env: Record<string, string> = {},
  ): void {
    const log = openSync(join(this.logDir, `${name}.log`), 'a');
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', file, ...args], {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env },
    });
    closeSync(log);
    this.started.push({ name, child });
    const died = (how: string) => {
      if (!this.isStopping) {
        this.onDeath(`${name} ended: ${how}. Its log is in ${this.logDir}.`);
      }
    };
    child.once('error', error => died(error.message));
    child.once('exit', (code, signal) => died(signal ?? `exit code ${code}`));
  }

  /** Waits until the check holds, or until the program is gone. */
  async untilReady(name: string, check: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MILLIS;
    while (!(await check().catch(() => false))) {
      const started = this.started.find(process => process.name === name);
      if (!started || hasEnded(started.child) || Date.now() > deadline) {
        throw new Error(
          `${name} did not become ready. Its log is in ${this.logDir}.`,
        );
      }
      await sleep(100);
    }
  }

  /** Ends all, the last started first. */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const { child } of [...this.started].reverse()) {
      await end(child);
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) {
    return;
  }
  const exited = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MILLIS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(timer);
}
