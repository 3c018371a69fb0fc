import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LabConfig, LabControlClient, readLabConfig } from '@shop-portal/lab';
import { findFreePort } from './ports';
import { StartCommand } from './StartCommand';

/**
 * The product as `npm start` starts it, on a free port and with its own data.
 */
export class Product {
  static async start(options: {
    dataDir: string;
    /** Variables that it is started with, beside those of this process. */
    env?: NodeJS.ProcessEnv;
  }): Promise<Product> {
    const { dataDir, env = {} } = options;
    const product = new Product(dataDir, await findFreePort(), env);
    const cluster = process.env.PORTAL_TEST_CLUSTER ?? 'lab';
    await product.run(['--fresh', '--cluster', cluster]);
    return product;
  }

  /** The token of a service that may call the portal, such as a CI job. */
  readonly serviceToken = randomBytes(24).toString('base64url');
  private command: StartCommand | undefined;

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get lab(): LabConfig {
    return readLabConfig(this.dataDir);
  }

  /** Whether clusters and Argo CD are real, and not the lab's. */
  get hasRealControlPlane(): boolean {
    return this.lab.realControlPlane !== undefined;
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

  /** The certificate authority of the clusters, in PEM. */
  get certificateAuthority(): string {
    return this.read('kubernetes/ca.crt');
  }

  /** What lab and backend have logged since they were started. */
  get log(): string {
    return this.read('portal.log');
  }

  /** Everything that nobody else may learn. */
  get secrets(): string[] {
    const secrets: unknown = JSON.parse(this.read('secrets.json'));
    return [...stringsIn(secrets), this.serviceToken];
  }

  /** The run of `npm start` that keeps it alive. */
  get process(): StartCommand {
    if (!this.command) {
      throw new Error('The product was not started.');
    }
    return this.command;
  }

  /** Ends it and starts it again on the same data. */
  async restart(): Promise<void> {
    await this.stop();
    await this.resume();
  }

  /** Starts it on the data that it has, after it ended. */
  async resume(): Promise<void> {
    await this.run([]);
  }

  async stop(): Promise<void> {
    this.command?.kill('SIGTERM');
    await this.command?.ended;
  }

  private async run(args: string[]): Promise<void> {
    this.command = StartCommand.run({
      args: ['--port', String(this.port), '--data-dir', this.dataDir, ...args],
      logFile: `${this.dataDir}.log`,
      env: {
        ...process.env,
        ...this.env,
        APP_CONFIG_backend_auth_externalAccess: JSON.stringify([
          {
            type: 'static',
            options: { token: this.serviceToken, subject: 'ci' },
          },
        ]),
      },
    });
    if (!(await this.command.untilReady())) {
      throw new Error(
        `The portal did not start:\n${this.command.output}\n${this.log}`,
      );
    }
  }

  private read(file: string): string {
    return fs.readFileSync(path.join(this.dataDir, file), 'utf8');
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(stringsIn)
    : [];
}
