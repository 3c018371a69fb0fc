import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { LabConfig, LabControlClient, readLabConfig } from '@shop-portal/lab';

const rootDir = path.resolve(__dirname, '../../../..');

/**
 * The product as `npm start` starts it, on a free port and with its own data.
 */
export class Product {
  static async start(options: { dataDir: string }): Promise<Product> {
    const product = new Product(options.dataDir, await findFreePort());
    await product.run(['--fresh']);
    return product;
  }

  private child: ChildProcess | undefined;

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get lab(): LabConfig {
    return readLabConfig(this.dataDir);
  }

  get control(): LabControlClient {
    return LabControlClient.create(this.lab);
  }

  get githubUrl(): string {
    return `http://localhost:${this.lab.github.port}`;
  }

  get kubeconfig(): string {
    return path.join(this.dataDir, 'kubernetes/kubeconfig');
  }

  /** Ends it and starts it again on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.run([]);
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
  }

  private async run(args: string[]): Promise<void> {
    fs.mkdirSync(path.dirname(this.dataDir), { recursive: true });
    const log = fs.openSync(`${this.dataDir}.log`, 'a');
    const child = spawn(
      process.env.PORTAL_NODE ?? process.execPath,
      [
        'scripts/start.mjs',
        '--port',
        String(this.port),
        '--data-dir',
        this.dataDir,
        ...args,
      ],
      { cwd: rootDir, stdio: ['ignore', log, log, 'ipc'] },
    );
    fs.closeSync(log);
    this.child = child;
    const ready = await Promise.race([
      once(child, 'message').then(() => true),
      once(child, 'exit').then(() => false),
    ]);
    if (!ready) {
      throw new Error(
        `The product did not start:\n${fs.readFileSync(
          `${this.dataDir}.log`,
          'utf8',
        )}`,
      );
    }
  }
}

async function findFreePort(): Promise<number> {
  const server = net.createServer().listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) {
    throw new Error('No port was given.');
  }
  return address.port;
}
