import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { descendantsOf } from './processes';

export const rootDir = path.resolve(__dirname, '../../../..');

const node = process.env.PORTAL_NODE ?? process.execPath;

export interface StartCommandOptions {
  args: string[];
  /** What it prints is appended here. */
  logFile: string;
  env?: NodeJS.ProcessEnv;
  /** The checkout that it runs in; this one if it is left out. */
  checkout?: string;
  /** Which command; `npm start` if it is left out. */
  script?: 'start' | 'dev';
}

/** One run of `npm start`, as a process of its own. */
export class StartCommand {
  static run({
    args,
    logFile,
    env,
    checkout,
    script = 'start',
  }: StartCommandOptions): StartCommand {
    fs.mkdirSync(path.dirname(logFile), { recursive: true });
    const log = fs.openSync(logFile, 'a');
    const { size } = fs.fstatSync(log);
    const child = spawn(node, [`scripts/${script}.mjs`, ...args], {
      cwd: checkout ?? rootDir,
      env: env ?? process.env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    fs.closeSync(log);
    return new StartCommand(child, logFile, size);
  }

  /** What it ends with: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly ready: Promise<true>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly logFile: string,
    private readonly logStart: number,
  ) {
    this.ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
    this.ready = once(child, 'message').then(() => true);
  }

  /** Everything that it printed so far. */
  get output(): string {
    return fs.readFileSync(this.logFile).subarray(this.logStart).toString();
  }

  /** Its own process and all that it started. */
  get pids(): number[] {
    const { pid } = this.child;
    return pid === undefined ? [] : [pid, ...descendantsOf(pid)];
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** True when the portal runs, false when the command ended before. */
  async untilReady(): Promise<boolean> {
    return await Promise.race([this.ready, this.ended.then(() => false)]);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
