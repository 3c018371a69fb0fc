import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Setup } from './setup';

export interface ReplicaOptions {
  setup: Setup;
  name: string;
  port: number;
  env: Record<string, string>;
}

/** One process of the production bundle, started as in the image. */
export class Replica {
  static start({ setup, name, port, env }: ReplicaOptions): Replica {
    const logFile = path.join(setup.logDir, `replica-${name}.log`);
    const log = fs.openSync(logFile, 'a');
    const child = spawn(
      setup.node,
      [
        '.',
        ...['--config', '../../app-config.yaml'],
        ...['--config', '../../app-config.production.yaml'],
      ],
      {
        cwd: path.join(setup.bundle, 'packages/backend'),
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          SHOP_TOOLS_DIR: path.join(setup.dataDir, 'tools'),
          ...env,
          APP_CONFIG_backend_listen_port: String(port),
        },
        stdio: ['ignore', log, log],
      },
    );
    fs.closeSync(log);
    return new Replica(name, port, child, logFile);
  }

  private readonly ended: Promise<unknown>;

  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly logFile: string,
  ) {
    this.ended = once(child, 'exit');
  }

  /** Its own address, past the one that all share. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get log(): string {
    return fs.readFileSync(this.logFile, 'utf8');
  }

  /** Waits until it may be sent requests. */
  async untilReady(): Promise<void> {
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`${this.name} ended:\n${this.log}`);
      }
      await delay(250);
    }
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) {
      return;
    }
    this.child.kill(signal);
    await this.ended;
  }

  private async isReady(): Promise<boolean> {
    try {
      const { ok } = await fetch(`${this.url}/.backstage/health/v1/readiness`, {
        signal: AbortSignal.timeout(2_000),
      });
      return ok;
    } catch {
      return false;
    }
  }
}
