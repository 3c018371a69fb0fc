import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { createInterface } from 'readline';
import { contractProgram } from './contractProgram';

const LISTENING = /msg="Listening on" address=(\S+)/;
const KEPT_LINES = 20;

/** A real server on a free port of this machine. */
export class ServerProcess {
  /**
   * Resolves when it listens.
   *
   * @param args - besides the address to listen on
   */
  static async start(name: string, args: string[]): Promise<ServerProcess> {
    const { file, env } = contractProgram(name);
    const child = spawn(file, [...args, '--web.listen-address=127.0.0.1:0'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines: string[] = [];
    const address = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () =>
        reject(new Error(`${name} has ended:\n${lines.join('\n')}`)),
      );
      createInterface(child.stderr).on('line', line => {
        lines.push(line);
        lines.splice(0, lines.length - KEPT_LINES);
        const found = LISTENING.exec(line);
        if (found) {
          resolve(found[1]);
        }
      });
    });
    return new ServerProcess(child, address);
  }

  private constructor(
    private readonly child: ChildProcess,
    /** Host and port. */
    readonly address: string,
  ) {}

  get url(): string {
    return `http://${this.address}`;
  }

  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill();
      await ended;
    }
  }
}
