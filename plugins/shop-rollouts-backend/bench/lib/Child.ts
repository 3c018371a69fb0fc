import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { LabQuestion, PortalQuestion } from './messages';

const PROCESSES = path.resolve(__dirname, '../processes');

export interface ChildOptions {
  /** One of the files in `processes/`. */
  name: string;
  args: string[];
  /** What it prints. */
  logFile: string;
  nodeArgs?: string[];
  env?: NodeJS.ProcessEnv;
}

/** A process of the bench that is asked by messages. */
export class Child {
  /** Starts it and waits for its first message. */
  static async start<TFirst>(
    options: ChildOptions,
  ): Promise<{ child: Child; first: TFirst }> {
    const log = fs.openSync(options.logFile, 'a');
    const child = new Child(
      fork(path.join(PROCESSES, options.name), options.args, {
        execArgv: [...process.execArgv, ...(options.nodeArgs ?? [])],
        env: { ...process.env, ...options.env },
        stdio: ['ignore', log, log, 'ipc'],
      }),
      options,
    );
    fs.closeSync(log);
    return { child, first: await child.next<TFirst>() };
  }

  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly options: ChildOptions,
  ) {
    this.ended = once(child, 'exit');
  }

  async ask<TAnswer>(question: LabQuestion | PortalQuestion): Promise<TAnswer> {
    const answer = this.next<TAnswer>();
    this.child.send(question);
    return await answer;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await this.ended;
    }
  }

  private async next<TMessage>(): Promise<TMessage> {
    return await Promise.race([
      this.nextAnswer<TMessage>(),
      this.ended.then((): never => {
        const { name, logFile } = this.options;
        throw new Error(`${name} ended:\n${fs.readFileSync(logFile)}`);
      }),
    ]);
  }

  private async nextAnswer<TAnswer>(): Promise<TAnswer> {
    for (;;) {
      const [message] = await once(this.child, 'message');
      // What transforms TypeScript sends messages of its own.
      if ('answer' in Object(message)) {
        return message.answer;
      }
    }
  }
}
